"""Document -> Article: the rules in the order in which they build on each other."""

from dataclasses import replace

from danvan_cli.errors import NotAnArticle
from danvan_cli.extraction import (
    awards,
    body,
    dates,
    directives,
    figures,
    gazetteer,
    model_names,
    persons,
    places,
    relations,
)
from danvan_cli.extraction.prose import Prose
from danvan_cli.messages import _
from danvan_cli.models import Article, ArticleDate, Document, Province


def article(document: Document) -> Article:
    """The document's article with all its facts; NotAnArticle with the reason where it is none."""
    cleaned = body.read(document)
    prose = cleaned.prose
    published = dates.published(document, cleaned)
    event = _event(document, prose, published.date if published else None)
    when = published or event
    people, documents = persons.find(prose), directives.find(prose)
    day = event.span if event else None
    where = places.find(prose, cleaned.owner, people, documents, when.date if when else None, day)
    if document.given.province is not None:
        where = replace(where, provinces=_given(document.given.province, when.date if when else None))
    return Article(
        id=None,
        source=document.source,
        title=prose.title,
        text=prose.text,
        published=published,
        event=event,
        provinces=where.provinces,
        districts=where.districts,
        communes=where.communes,
        persons=people,
        directives=documents,
        relations=relations.find(prose, documents),
        figures=figures.find(prose),
        models=model_names.find(prose),
        awards=awards.find(prose),
        byline=cleaned.byline,
    )


def _event(document: Document, prose: Prose, published: str | None) -> ArticleDate | None:
    """When what it reports took place: the user's word, else what the text says."""
    if document.given.event is not None:
        return dates.given(document.given.event)
    return dates.event(prose, published)


def _given(name: str, when: str | None) -> tuple[Province, ...]:
    """The province that the user named, if any, in the era of the article."""
    if not name:
        return ()
    found = gazetteer.province(name, when)
    if found is None:
        raise NotAnArticle(_('no province "{name}"').format(name=name))
    given = Province(
        name=found.name,
        code=found.code,
        era=found.era,
        now=gazetteer.successor(found).name,
        basis="given",
        confidence=1.0,
        spans=(),
    )
    return (given,)

"""Articles and cases, each with a mark that grows when they change."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from segue.domain.knowledge import Article, Case, NumberedCase, SourcedArticle
from segue.ports.knowledge import KEPT_CASES, Articles, Cases, KeepCase, KnowledgeMark, KnowledgeMarkOf, ReplaceArticles
from segue.store.loading import must_be_there
from segue.store.statement import upsert
from segue.store.tables import articles, cases, knowledge_marks
from segue.store.transaction import Reading, Writing
from segue.store.values import decoder, encode

_article_of = decoder(Article)
_case_of = decoder(Case)

_OF_SOURCE = (articles.c.workspace == bindparam("in_workspace"), articles.c.source == bindparam("of_source"))
_THERE = select(articles.c.id, articles.c.body).where(*_OF_SOURCE)
_GONE = delete(articles).where(*_OF_SOURCE, articles.c.id == bindparam("of_id"))
_SAVE = upsert(articles)
_ALL = (
    select(articles.c.source, articles.c.body)
    .where(articles.c.workspace == bindparam("in_workspace"))
    .order_by(articles.c.source, articles.c.id)
)

_first_mark = insert(knowledge_marks)
_MOVE = _first_mark.on_conflict_do_update(
    index_elements=[knowledge_marks.c.workspace, knowledge_marks.c.what],
    set_={"mark": knowledge_marks.c.mark + 1},
)
_MARKS = select(knowledge_marks.c.what, knowledge_marks.c.mark).where(
    knowledge_marks.c.workspace == bindparam("in_workspace")
)

_CASES = cases.c.workspace == bindparam("in_workspace")
_KNOWN = select(cases.c.number).where(_CASES, cases.c.id == bindparam("of_id"))
_NEW_CASE = insert(cases).on_conflict_do_nothing(index_elements=[cases.c.workspace, cases.c.id])
_DROP_OLDER = delete(cases).where(_CASES, cases.c.number <= bindparam("upto"))
_NEWEST = (
    select(cases.c.number, cases.c.body)
    .where(_CASES, cases.c.number > bindparam("after"))
    .order_by(cases.c.number.desc())
    .limit(bindparam("most"))
)


def _marks(tx: Reading | Writing, workspace: str) -> dict[str, int]:
    return {str(row[0]): int(row[1]) for row in tx.rows(_MARKS, in_workspace=workspace)}


def move_mark(tx: Writing, workspace: str, what: str) -> int:
    """what: articles, also when cases were taken out (an index is built anew then), or cases.

    Moves the mark and holds its row to the end of the transaction: numbers become visible in order."""
    tx.change(_MOVE, workspace=workspace, what=what, mark=1)
    return _marks(tx, workspace)[what]


def replace_articles(tx: Writing, unit: ReplaceArticles) -> bool:
    here = {"in_workspace": unit.workspace, "of_source": unit.source}
    there = {str(row[0]): str(row[1]) for row in tx.rows(_THERE, **here)}
    wanted = {article.id: encode(article) for article in unit.articles}
    if there == wanted:
        return False
    for id_ in there.keys() - wanted.keys():
        tx.change(_GONE, **here, of_id=id_)
    for id_, body in wanted.items():
        if there.get(id_) != body:
            tx.change(_SAVE, workspace=unit.workspace, source=unit.source, id=id_, body=body)
    move_mark(tx, unit.workspace, "articles")
    return True


def articles_of_workspace(tx: Reading, query: Articles) -> tuple[SourcedArticle, ...]:
    found = tx.rows(_ALL, in_workspace=query.workspace)
    return tuple(SourcedArticle(source, _article_of(body)) for source, body in found)


def keep_case(tx: Writing, unit: KeepCase) -> bool:
    if tx.row(_KNOWN, in_workspace=unit.workspace, of_id=unit.case.id) is not None:
        return False
    must_be_there(tx, unit.workspace, unit.case.conversation)
    number = move_mark(tx, unit.workspace, "cases")
    new = tx.change(_NEW_CASE, workspace=unit.workspace, id=unit.case.id, number=number, body=encode(unit.case))
    tx.change(_DROP_OLDER, in_workspace=unit.workspace, upto=number - KEPT_CASES)
    return new > 0


def cases_of_workspace(tx: Reading, query: Cases) -> tuple[NumberedCase, ...]:
    found = tx.rows(_NEWEST, in_workspace=query.workspace, after=query.after, most=query.limit)
    return tuple(NumberedCase(number, _case_of(body)) for number, body in reversed(found))


def knowledge_mark_of(tx: Reading, query: KnowledgeMarkOf) -> KnowledgeMark:
    return KnowledgeMark(**_marks(tx, query.workspace))

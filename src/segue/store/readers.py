"""Readers: every query sees one moment, in a read-only connection on one of a few threads."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from segue.domain.errors import TryAgain
from segue.ports.store import Query
from segue.store.driver import Database, Failure, ReadConnection
from segue.store.scope import scope_of
from segue.store.transaction import Reading

Executor = Callable[[Reading, Any], Any]


class Readers:
    def __init__(
        self,
        database: Database,
        executors: Mapping[type[Query[Any]], Executor],
        several: frozenset[type[Query[Any]]],
    ) -> None:
        """several: queries of more than one statement; one statement is a transaction by itself."""
        self._database = database
        self._executors = executors
        self._several = several
        self._threads = ThreadPoolExecutor(database.readers, thread_name_prefix="segue-read")
        self._idle: deque[ReadConnection] = deque()

    async def read(self, query: Query[Any], *, short: bool) -> Any:
        """Raises TryAgain when the database cannot be reached.

        short: reading takes less time than handing it to a thread, where the database is a file.
        """
        if type(query) not in self._executors:
            raise TypeError(f"the store cannot read {type(query).__name__}")
        if short and self._database.reads_inline:
            return self._run(query)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, query)

    def close(self) -> None:
        self._threads.shutdown()
        while self._idle:
            self._idle.pop().close()

    def _run(self, query: Query[Any]) -> Any:
        try:
            return self._once(query)
        except Exception as error:
            if self._database.classify(error) is not Failure.PASSING:
                raise
        # The connection may have been dead for long: the others as well.
        while self._idle:
            with suppress(Exception):
                self._idle.pop().close()
        try:
            return self._once(query)
        except Exception as error:
            if self._database.classify(error) is Failure.PASSING:
                raise TryAgain("the database cannot be read now", retry_after_s=1) from error
            raise

    def _once(self, query: Query[Any]) -> Any:
        connection = self._idle.pop() if self._idle else self._database.reader()
        several = type(query) in self._several
        try:
            connection.statements.within(scope_of(query))
            if several:
                connection.begin()
            answer = self._executors[type(query)](connection.statements, query)
            if several:
                connection.end()
        except BaseException:
            with suppress(Exception):
                connection.close()
            raise
        self._idle.append(connection)
        return answer

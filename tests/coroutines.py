"""Coroutines in tests: Playwright's own loop runs in the thread of the tests, and a thread has room for one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def finish(work: Coroutine[Any, Any, Result]) -> Result:
    """What it comes to, whichever tests ran before in this process."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()

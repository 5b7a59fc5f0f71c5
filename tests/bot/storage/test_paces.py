"""Who needs how much time is kept, changed and forgotten."""

from bot.storage.database import Database
from bot.storage.paces import PaceBook

ANA, LUIS = 1 << 60, 2


async def test_what_somebody_chose_is_there_until_they_choose_otherwise(database: Database) -> None:
    book = PaceBook(database)
    assert await book.everybody() == {}
    await book.keep(ANA, 150)
    await book.keep(LUIS, 200)
    await book.keep(ANA, 200)
    await book.keep(ANA, 200)
    assert await book.everybody() == {ANA: 200, LUIS: 200}


async def test_whoever_needs_no_extra_time_is_not_in_it(database: Database) -> None:
    book = PaceBook(database)
    await book.keep(ANA, 150)
    await book.keep(LUIS, 150)
    await book.forget(ANA)
    await book.forget(ANA)
    assert await book.everybody() == {LUIS: 150}

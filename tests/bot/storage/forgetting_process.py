"""A process that carries out what is wished for until it is killed, and says how much is left whenever that changes.

`forgetting_process.py URL`
"""

import asyncio
import os
import sys
from random import Random

from sqlalchemy import func, select

from bot.secret import Secret
from bot.storage.database import Database
from bot.storage.forgetting import Forgetting
from bot.storage.tables.privacy import to_forget


async def main(url: str) -> None:
    async with Database.opened(Secret(url)) as database:
        carrying_out = asyncio.create_task(Forgetting(database, Random()).carry_out())
        said = -1
        while not carrying_out.done():
            left = (await database.rows(select(func.count()).select_from(to_forget)))[0][0]
            if left != said:
                said = left
                os.write(1, f"{left}\n".encode())
        await carrying_out


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))

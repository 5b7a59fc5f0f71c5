/** Begins: with `?as=KEY` the chat of that person, without it the choice of whom to be. */

import { Api, Refusal } from "./api.js";
import { startChat } from "./chat.js";
import { applyTheme } from "./theme.js";
import { showWelcome } from "./welcome.js";

/** The first person of the town; any of them may be asked who is there. */
const SOMEBODY = "ana";

applyTheme();
begin(new URLSearchParams(location.search).get("as"));

async function begin(me) {
  try {
    const world = await new Api(me ?? SOMEBODY).state();
    if (me) startChat(me, world);
    else showWelcome(world);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    showWelcome(null, error.message);
    if (!error.status) setTimeout(() => location.reload(), 3000);
  }
}

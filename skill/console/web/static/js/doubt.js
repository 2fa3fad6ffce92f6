/** Sends the request of a turn as Amazon never would, and shows that it is refused. */

import { ofSession } from "./conversation.js";
import { button, h } from "./dom.js";
import { bad, good, quiet, told } from "./parts.js";
import { state } from "./store.js";

/** @returns {Node[]} what the panel shows */
export function doubt(turn) {
  const list = h("ul", { class: "doubts" }, ...state.options.doubts.map((one) => row(turn, one)));
  const all = async () => {
    for (const press of list.querySelectorAll("button")) await press.doubt();
  };
  return [
    h("p", {}, "Is the door really shut? Send this turn’s request once more, wrong in one way. ",
      "Each must be refused with 400."),
    button("Try them all", all),
    list,
  ];
}

function row(turn, { id, label, meaning }) {
  const result = h("div", { class: "result", role: "status" });
  const ask = async () => {
    result.replaceChildren(h("p", {}, "Sending…"));
    try {
      result.replaceChildren(...shown(await ofSession.post("/doubt", { turn: turn.n, how: id })));
    } catch (error) {
      result.replaceChildren(told(error));
    }
  };
  const press = button(label, ask);
  press.doubt = ask;
  return h("li", {}, press, quiet(meaning), result);
}

function shown({ status, text, reason }) {
  const code = h("strong", {}, String(status));
  return [
    status === 400
      ? good(code, " refused, as it should be")
      : bad(code, " not refused: this is a fault of the skill"),
    reason && h("p", {}, `Reason in the log: ${reason}`),
    text && text !== reason && quiet(`The server said: ${text}`),
  ].filter(Boolean);
}

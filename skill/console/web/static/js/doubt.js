/** Sends the request of a turn as Amazon never would, and shows that it is refused. */

import { ofSession } from "./conversation.js";
import { button, h, icon } from "./dom.js";
import { state } from "./store.js";

/** @returns {Node[]} what the panel shows */
export function doubt(turn) {
  const list = h("ul", { class: "doubts" }, ...state.options.doubts.map((one) => row(turn, one)));
  const all = async () => {
    for (const press of list.querySelectorAll("button")) await press.doubt();
  };
  return [
    h("p", {}, "Is the door really shut? Send this turn’s request once more, wrong in one way. Each must be refused with 400."),
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
    } catch ({ message, advice }) {
      result.replaceChildren(h("p", { class: "bad" }, icon("warning"), `${message} ${advice ?? ""}`));
    }
  };
  const press = button(label, ask);
  press.doubt = ask;
  return h("li", {}, press, h("p", { class: "quiet" }, meaning), result);
}

function shown({ status, text, reason }) {
  const refused = status === 400;
  const verdict = refused
    ? h("p", { class: "good" }, icon("check"), h("strong", {}, "400"), " refused, as it should be")
    : h("p", { class: "bad" }, icon("cross"), h("strong", {}, String(status)), " not refused: this is a fault of the skill");
  return [verdict, reason && h("p", {}, `Reason in the log: ${reason}`),
    text && text !== reason && h("p", { class: "quiet" }, `The server said: ${text}`)].filter(Boolean);
}

/** Edits the request of a turn, sends it again, and goes on from its answer. */

import { branch, ofSession } from "./conversation.js";
import { button, h } from "./dom.js";
import { outcome } from "./outcome.js";
import { told } from "./parts.js";

/**
 * Make the editor of the request of *turn*, closed.
 * @returns {{place: HTMLElement, open: function, send: function}}
 */
export function editor(turn, { request, response }) {
  const area = h("textarea", { rows: 16, spellcheck: "false", "aria-label": "Request, to edit" });
  const fault = h("p", { class: "bad", role: "status" });
  const result = h("div", { class: "result", role: "status" });

  /** Give the edited request to *use*, or say why it is none. */
  const edited = (use = () => {}) => {
    const { value, error } = parsed(area.value);
    fault.textContent = error;
    again.disabled = on.disabled = Boolean(error);
    if (!error) use(value);
  };
  const send = () => edited((value) => sent(value, response, result));
  const again = button("Send again", send, {}, "again");
  const goOn = () => edited((value) => branch(turn.n, value));
  const on = button("Go on from this answer", goOn, {}, "branch");
  const close = button("Close", () => { place.hidden = true; });
  const tools = h("div", { class: "tools" }, again, on, close);
  const place = h("div", { class: "editor", hidden: true }, area, fault, tools, result);
  area.addEventListener("input", () => edited());

  const open = (anew = false) => {
    place.hidden = false;
    if (anew || !area.value) area.value = JSON.stringify(request, null, 2);
    edited();
    area.focus();
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
  };
  return { place, open, send };
}

function parsed(text) {
  try {
    return { value: JSON.parse(text), error: "" };
  } catch (error) {
    return { error: `This is not JSON: ${error.message}` };
  }
}

/** Send an edited request, and show in *result* what came back beside what came *before*. */
async function sent(request, before, result) {
  result.replaceChildren(h("p", {}, "Sending…"));
  try {
    const answer = await ofSession.post("/resend", { request });
    result.replaceChildren(...outcome(answer, before));
  } catch (error) {
    result.replaceChildren(told(error));
  }
  result.scrollIntoView({ block: "nearest" });
}

/** The conversation as a file: for the tests, for Amazon's `ask dialog`, or as JSON. */

import { ofSession } from "./conversation.js";
import { copied } from "./copying.js";
import { $, download, h, icon } from "./dom.js";
import { state } from "./store.js";

const dialog = $("#record");
let asked = 0;

export function recording() {
  $("#open-record").addEventListener("click", () => {
    dialog.showModal();
    preview();
  });
  for (const choice of dialog.querySelectorAll("[name=as], [name=detail]")) {
    choice.addEventListener("change", preview);
  }
  $("#record-copy").addEventListener("click", () => copied($("#record-text").value, "The file"));
  $("#record-download").addEventListener("click", () =>
    download($("#record-name").value, $("#record-text").value));
  $("#record-save").addEventListener("click", save);
}

const chosen = (name) => dialog.querySelector(`[name=${name}]:checked`).value;

/** Ask for the file as it is chosen, and show it. */
async function preview() {
  const mine = ++asked;
  const as = chosen("as");
  const conversation = as === "conversation";
  $("#record-detail").hidden = !conversation;
  $("#record-save").hidden = !conversation || !state.options.can_save;
  say("");
  try {
    const how = `as=${as}&detail=${chosen("detail")}`;
    const { name, text, warnings } = await ofSession.get(`/record?${how}`);
    if (mine !== asked) return;
    $("#record-name").value = name;
    $("#record-text").value = text;
    say("", warnings.map((warning) => h("p", { class: "amber" }, icon("warning"), warning)));
  } catch (error) {
    if (mine === asked) say("bad", [`${error.message} ${error.advice}`]);
  }
}

async function save() {
  const body = { name: $("#record-name").value, text: $("#record-text").value };
  try {
    const { path } = await ofSession.post("/save", body);
    say("good", [icon("check"), `Saved as ${path}. “make test” plays it from now on.`]);
    state.options.conversations.push(saved(path));
  } catch (error) {
    say("bad", [icon("warning"), `${error.message} ${error.advice}`,
      ...error.problems.map((problem) => h("span", {}, problem))]);
  }
}

function saved(path) {
  const [locale, file] = path.split("/").slice(-2);
  return { path, locale, name: file.replace(/\.\w+$/, "") };
}

function say(kind, words = []) {
  const place = $("#record-said");
  place.className = kind;
  place.replaceChildren(...words);
}

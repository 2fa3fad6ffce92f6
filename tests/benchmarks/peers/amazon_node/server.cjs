// Amazon's Node SDK and its adapter for express, as their documentation puts them together, saying
// what our skill says. WEB_CONCURRENCY is the number of workers.
const cluster = require("cluster");
const fs = require("fs");
const path = require("path");
// The packages are installed beside the build's other products, not beside this file.
const installed = require("module").createRequire(path.join(process.env.BENCHMARK_NODE, "x.js"));

const workers = Number(process.env.WEB_CONCURRENCY || 1);
if (workers > 1 && cluster.isPrimary) {
  for (let i = 0; i < workers; i++) cluster.fork();
  process.on("SIGTERM", () => {
    for (const worker of Object.values(cluster.workers)) worker.kill();
    process.exit(0);
  });
} else {
  serve();
}

function serve() {
  const express = installed("express");
  const { ExpressAdapter } = installed("ask-sdk-express-adapter");
  const Alexa = installed("ask-sdk-core");
  const said = JSON.parse(fs.readFileSync(process.env.BENCHMARK_ANSWERS, "utf8"));

  const handler = (name) => ({
    canHandle: ({ requestEnvelope }) =>
      Alexa.getRequestType(requestEnvelope) === name ||
      (Alexa.getRequestType(requestEnvelope) === "IntentRequest" &&
        Alexa.getIntentName(requestEnvelope) === name),
    handle(input) {
      const screen = Alexa.getSupportedInterfaces(input.requestEnvelope)["Alexa.Presentation.APL"];
      const answers = said[screen ? "show-8" : "speaker"];
      const { response, sessionAttributes } = answers[name] || answers["WhyCrampIntent"];
      input.attributesManager.setSessionAttributes(sessionAttributes || {});
      const builder = input.responseBuilder.speak(bare(response.outputSpeech));
      if (response.reprompt) builder.reprompt(bare(response.reprompt.outputSpeech));
      if (response.card) builder.withSimpleCard(response.card.title, response.card.content);
      for (const directive of response.directives || []) builder.addDirective(directive);
      return builder.withShouldEndSession(response.shouldEndSession).getResponse();
    },
  });
  const bare = (speech) => speech.ssml.replace(/<\/?speak>/g, "");

  const skill = Alexa.SkillBuilders.custom()
    .withSkillId(process.env.ALEXA_SKILL_ID)
    .addRequestHandlers(...said.names.map(handler))
    .create();
  const app = express();
  app.post("/alexa", new ExpressAdapter(skill, true, true).getRequestHandlers());
  app.listen(Number(process.env.PORT), "127.0.0.1", 512);
}

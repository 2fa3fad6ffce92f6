// Reads a list of APL documents from stdin and prints what Amazon's validator says of each, as JSON.
const path = require("path");
const modules = path.join(__dirname, "..", "..", "node_modules");
const { StaticAplTemplateValidator } = require(path.join(modules, "apl-suggester"));

// It writes remarks of its own to stdout, where only the answer belongs.
console.log = console.error;

(async () => {
  let text = "";
  for await (const part of process.stdin) text += part;
  const validator = new StaticAplTemplateValidator();
  const found = [];
  for (const document of JSON.parse(text)) {
    const said = await validator.validate(document);
    found.push(said.map((one) => `${one.path}: ${one.errorMessage}`));
  }
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
})();

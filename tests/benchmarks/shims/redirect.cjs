// Loaded before Node's own main file: every host that is not this machine is the certificate host's,
// and the throw-away root is one of Node's built-in roots, which Amazon's adapter reads.
// The adapter itself runs as it was published.
const fs = require("fs");
const https = require("https");
const Module = require("module");
const tls = require("tls");

const port = Number(process.env.BENCHMARK_CERTIFICATE_PORT);
const here = ["127.0.0.1", "localhost"];
const connect = https.Agent.prototype.createConnection;
https.Agent.prototype.createConnection = function (options, done) {
  if (here.includes(options.host)) return connect.call(this, options, done);
  const servername = options.servername || options.host;
  return connect.call(this, { ...options, servername, host: "127.0.0.1", port, lookup: undefined }, done);
};

const roots = [...tls.rootCertificates, fs.readFileSync(process.env.NODE_EXTRA_CA_CERTS, "utf8")];
const load = Module._load;
Module._load = function (request, parent, isMain) {
  if (request === "tls" && /ask-sdk-express-adapter/.test((parent && parent.filename) || ""))
    return new Proxy({}, { get: (_, name) => (name === "rootCertificates" ? roots : tls[name]) });
  return load.call(this, request, parent, isMain);
};

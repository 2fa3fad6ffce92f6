-- wrk -s post.lua URL -- FILE: sends the signed requests in FILE in turn.
-- Each is three header values, a line each, the length of the body, and the body.
-- An answer that says nothing is an error, as is any other status than 200.
local requests, count, at = {}, 0, 0
local threads, silent = {}, 0

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  local file = assert(io.open(arguments[1], "rb"))
  for url in file:lines() do
    local signature256, signature, length = file:read("*l"), file:read("*l"), file:read("*l")
    local body = file:read(tonumber(length))
    file:read(1)
    count = count + 1
    requests[count] = wrk.format("POST", nil, {
      ["Host"] = wrk.headers["Host"],
      ["Content-Type"] = "application/json; charset=utf-8",
      ["Accept"] = "application/json",
      ["SignatureCertChainUrl"] = url,
      ["Signature-256"] = signature256,
      ["Signature"] = signature,
    }, body)
  end
  file:close()
  missing = 0
end

function request()
  at = at % count + 1
  return requests[at]
end

function response(status, headers, body)
  if status ~= 200 or not body:find('"outputSpeech"', 1, true) then
    missing = missing + 1
  end
end

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do failed = failed + thread:get("missing") end
  io.write(string.format("RESULT %d %d %.1f %.1f %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), failed))
end

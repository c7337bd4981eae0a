-- Ends a run of wrk with one line of JSON. wrk counts every status of 400 and more as refused.
-- A script that counts what it sends in `sent`, and keeps its thread in `sender`, is asked for it.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"sent":%d,"bytes":%d,"seconds":%.6f,"refused":%d,"broken":%d,"p50":%.3f,"p99":%.3f}\n',
    summary.requests, sender and sender:get("sent") or summary.requests, summary.bytes, summary.duration / 1e6, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end

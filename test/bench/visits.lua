-- Visits of 10,000 links: a random code, one of 128 browsers, a random address, a sub id on every second visit.
local agents = {}
for n = 1, 128 do
  local version = 80 + n
  if n % 3 == 0 then
    agents[n] = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_' .. n .. ' like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1'
  elseif n % 3 == 1 then
    agents[n] = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/' .. version .. '.0.0.0 Safari/537.36'
  else
    agents[n] = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/' .. version .. '.0.0.0 Mobile Safari/537.36'
  end
end
local requests = {}
function init(args)
  math.randomseed(os.time())
  for n = 1, 40000 do
    local path = '/c/bench' .. math.random(1, 10000)
    if n % 2 == 0 then path = path .. '?sub1=campaign' .. (n % 50) .. '&sub2=ad' .. (n % 300) end
    requests[n] = wrk.format('GET', path, {
      ['Host'] = '127.0.0.1', ['User-Agent'] = agents[math.random(1, 128)], ['Referer'] = 'https://blog.example/post-' .. (n % 40), ['Accept-Language'] = 'de-DE,de;q=0.9',
      ['X-Forwarded-For'] = math.random(1, 223) .. '.' .. math.random(0, 255) .. '.' .. math.random(0, 255) .. '.' .. math.random(1, 254),
    })
  end
end
local at = 0
function request()
  at = at % 40000 + 1
  return requests[at]
end
function done(summary, latency)
  io.write(string.format('RESULT requests=%d micros=%d p50=%d p99=%d connect=%d read=%d write=%d status=%d timeout=%d\n', summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    summary.errors.connect, summary.errors.read, summary.errors.write, summary.errors.status, summary.errors.timeout))
end

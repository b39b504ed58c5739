-- What runs although its lease is over, a bounded number: id, fence, owner and last log line of each, after the time.
local answers = { whole(now) }
for _, id in ipairs(redis.call('ZRANGEBYSCORE', P .. 'running', '-inf', now, 'LIMIT', 0, 100)) do
  local h = redis.call('HMGET', execution(id), 'fence', 'owner', 'line')
  if not h[1] then
    redis.call('ZREM', P .. 'running', id)
  else
    for _, value in ipairs({ id, h[1], h[2] or '', h[3] }) do
      answers[#answers + 1] = value
    end
  end
end
return answers

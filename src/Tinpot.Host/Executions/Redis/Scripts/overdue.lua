-- What runs although its lease is over, a bounded number: id, fence, owner, last log line and the
-- milliseconds since its lease was over, after the time.
local answers = { now_text }
local overdue = redis.call('ZRANGEBYSCORE', P .. 'running', '-inf', now, 'WITHSCORES', 'LIMIT', 0, 100)
for i = 1, #overdue, 2 do
  local id, lease = overdue[i], tonumber(overdue[i + 1])
  local h = redis.call('HMGET', execution(id), 'fence', 'owner', 'line')
  if not h[1] then
    redis.call('ZREM', P .. 'running', id)
  else
    for _, value in ipairs({ id, h[1], h[2] or '', h[3], whole(now - lease) }) do
      answers[#answers + 1] = value
    end
  end
end
return answers

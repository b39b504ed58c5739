-- Keeps leases for their time from now. Answers for each: ok, cancel (somebody asked for it), or lost.
local lease, owner = number(), arg()
local answers = {}
-- A server that is full refuses a script whose first write needs memory; this one needs none, and leases must be kept then
redis.call('HDEL', P .. 'running_by', '-')
for _ = 1, number() do
  local id, fence = arg(), arg()
  local h = redis.call('HMGET', execution(id), 'state', 'fence', 'cancel', 'owner')
  local answer = 'lost'
  -- A failover may forget a claim, and the next has the same fence
  if h[1] == 'STARTED' and h[2] == fence and h[4] == owner then
    redis.call('ZADD', P .. 'running', now + lease, id)
    answer = h[3] == '1' and 'cancel' or 'ok'
  end
  answers[#answers + 1] = answer
end
return answers

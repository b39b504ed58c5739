-- What there is to do in each lane with anything to do: its name, how many wait, how many run, and for how many
-- milliseconds the oldest has waited; -1 when none waits.
local soon = now + number()
local waiting, running, oldest = {}, {}, {}
local counted = 0

local function waits(lane, since, count)
  since = tonumber(since) or now
  waiting[lane] = (waiting[lane] or 0) + count
  oldest[lane] = math.min(oldest[lane] or since, since)
  counted = counted + count
end

-- What was offered to workers without its action waits all the same
local aside = {}
for _, id in ipairs(call('ZRANGEBYSCORE', P .. 'due', '-inf', soon, 'LIMIT', 0, 1000)) do
  local h = head(id)
  if h and h.state == 'PENDING' then
    aside[id] = true
    waits(h.lane, h.ready_at, 1)
  end
end

local lanes = call('SMEMBERS', P .. 'lanes')
for _, lane in ipairs(lanes) do
  local key = P .. 'lane:' .. lane
  local length = call('ZCARD', key)
  -- Each priority is a line of its own, in order
  for priority = 0, length > 0 and 2 or -1 do
    local first = call('ZRANGEBYSCORE', key, whole(priority * 1e14), whole((priority + 1) * 1e14), 'LIMIT', 0, 1)[1]
    if first then
      local h = head(first)
      waits(lane, h and h.ready_at, 0)
    end
  end
  if length > 0 then
    waits(lane, nil, length)
  end
end

-- What waits for a place under a limit stands elsewhere; of very many the newest are left out
local limited = call('ZCARD', P .. 'i:PENDING') - counted
for _, id in ipairs(limited > 0 and call('ZRANGE', P .. 'i:PENDING', 0, 9999) or {}) do
  local h = head(id)
  if h and h.limits and not aside[id] then
    waits(h.lane, h.ready_at, 1)
    limited = limited - 1
    if limited == 0 then
      break
    end
  end
end

local counts = call('HGETALL', P .. 'running_by')
for i = 1, #counts, 2 do
  running[counts[i]] = tonumber(counts[i + 1])
end

local answers = {}
for _, lane in ipairs(lanes) do
  local busy = running[lane] or 0
  if waiting[lane] or busy > 0 then
    for _, value in ipairs({ lane, waiting[lane] or 0, busy, oldest[lane] and math.max(0, now - oldest[lane]) or -1 }) do
      answers[#answers + 1] = value
    end
  end
end
return answers

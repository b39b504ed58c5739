-- Stores submissions: fence 0, event 0-1. Answers a status and an id for each.
-- The first write is one that a full server refuses: then nothing was stored.
local limit, pending, scheduled = number(), arg(), arg()
local day = 24 * 3600 * 1000
local seq = nil
local answers = {}

local function next_seq()
  -- Rises with time, and by one where the clock stands or steps back
  seq = math.max((seq or tonumber(redis.call('GET', P .. 'seq') or '0')) + 1, now * 4096)
  return seq
end

local function known(key, request)
  local held = key ~= '' and redis.call('GET', P .. 'idem:' .. key)
  if not held then
    return nil
  end
  local created, id, hash = held:match('^(%d+) (%x+) (.*)$')
  if now - tonumber(created) >= day then
    return nil
  end
  return hash == request and 'replayed' or 'conflict', id
end

local waiting = {}

-- How many wait in a queue, those of this submission as well
local function waits_in(queue)
  waiting[queue] = waiting[queue] or tonumber(redis.call('HGET', P .. 'waiting', queue) or '0')
  return waiting[queue]
end

for _ = 1, number() do
  local id, action, lane, details, secrets = arg(), arg(), arg(), arg(), arg()
  local run_at, priority, retries = arg(), arg(), arg()
  local key, request = arg(), arg()
  local limits, rejecting = arg(), { arg(), arg(), number() }
  local queue = queue_of(lane)
  local later = run_at ~= '' and tonumber(run_at) > now
  local status, answer = known(key, request)
  if status then
    -- Answered below
  elseif redis.call('EXISTS', execution(id)) == 1 then
    -- The id was chosen before the first try: here it is a retry of one whose answer was lost
    status, answer = 'accepted', id
  elseif waits_in(queue) >= limit then
    status, answer = 'full', id
  elseif not later and rejecting[3] and not is_free('all', rejecting) then
    status, answer = 'limit', id
  else
    local place = whole(next_seq())
    local h = {
      id = id, x = execution(id), state = later and 'SCHEDULED' or 'PENDING', fence = '0', sequence = '0', line = '0', bytes = '0', attempt = '0',
      retries = retries, crashes = '0', priority = priority, cancel = '0', calls = '0', secret = secrets ~= '' and '1' or '0',
      seq = place, created = now_text, ready_at = now_text, run_at = run_at ~= '' and run_at or '-', started = '-', finished = '-',
      owner = '-', lane = lane, action = action, limits = limits ~= '' and limits or nil
    }
    if later then
      index(P .. 'due', id, run_at)
      redis.call('SADD', P .. 'lanes', lane)
    else
      enqueue(id, lane, priority, h.limits)
    end
    tell(h, '0', '1', later and scheduled or pending)
    if secrets ~= '' then
      save(h, 'details', details, 'secrets', secrets)
    else
      save(h, 'details', details)
    end
    if key ~= '' then
      redis.call('SET', P .. 'idem:' .. key, now_text .. ' ' .. id .. ' ' .. request, 'PX', day)
    end
    add_to(P .. 'waiting', queue, 1)
    waiting[queue] = waiting[queue] + 1
    index(P .. 'all', id, place)
    index(P .. 'a:' .. action, id, place)
    index(P .. 'i:' .. h.state, id, place)
    status, answer = 'accepted', id
  end
  answers[#answers + 1] = status
  answers[#answers + 1] = answer
end

if seq then
  redis.call('SET', P .. 'seq', whole(seq))
end
commit()
return answers

-- Stores submissions: fence 0, event 0-1. Answers a status and an id for each.
-- The first write is one that a full server refuses: then nothing was stored.
local limit = number()
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
  local id, action, title, group, queue, lane = arg(), arg(), arg(), arg(), arg(), arg()
  local contract, by, via, arguments, secrets = arg(), arg(), arg(), arg(), arg()
  local run_at, priority, retries = number(), arg(), arg()
  local rerun_of, parent, root = arg(), arg(), arg()
  local trace, trace_state = arg(), arg()
  local key, request, pending, scheduled = arg(), arg(), arg(), arg()
  local limits, rejecting = arg(), { arg(), arg(), number() }
  local x = execution(id)
  local later = run_at and run_at > now
  local status, answer = known(key, request)
  if status then
    -- Answered below
  elseif redis.call('EXISTS', x) == 1 then
    -- The id was chosen before the first try: here it is a retry of one whose answer was lost
    status, answer = 'accepted', id
  elseif waits_in(queue) >= limit then
    status, answer = 'full', id
  elseif not later and rejecting[3] and not is_free('all', rejecting) then
    status, answer = 'limit', id
  else
    local state = later and 'SCHEDULED' or 'PENDING'
    if later then
      index(P .. 'due', id, run_at)
      redis.call('SADD', P .. 'lanes', lane)
    else
      enqueue(id, lane, priority, limits ~= '' and limits or nil)
    end
    local place = whole(next_seq())
    local bytes = tell(x, 0, 1, 0, 0, later and scheduled or pending)
    redis.call('HSET', x, 'state', state, 'fence', '0', 'sequence', '1', 'line', '0', 'bytes', whole(bytes), 'attempt', '0',
      'retries', retries, 'crashes', '0', 'priority', priority, 'seq', place, 'lane', lane, 'created', now_text, 'ready_at', now_text,
      'action', action, 'title', title, 'group', group, 'queue', queue, 'contract', contract, 'by', by, 'via', via,
      'arguments', arguments)
    if run_at then redis.call('HSET', x, 'run_at', run_at) end
    if limits ~= '' then redis.call('HSET', x, 'limits', limits) end
    if secrets ~= '' then redis.call('HSET', x, 'secret', '1', 'secrets', secrets) end
    if rerun_of ~= '' then redis.call('HSET', x, 'rerun_of', rerun_of) end
    if parent ~= '' then redis.call('HSET', x, 'parent', parent) end
    if root ~= '' then redis.call('HSET', x, 'root', root) end
    if trace ~= '' then redis.call('HSET', x, 'trace', trace, 'trace_state', trace_state) end
    if key ~= '' then
      redis.call('SET', P .. 'idem:' .. key, now_text .. ' ' .. id .. ' ' .. request, 'PX', day)
    end
    add_to(P .. 'waiting', queue, 1)
    waiting[queue] = waiting[queue] + 1
    index(P .. 'all', id, place)
    index(P .. 'a:' .. action, id, place)
    index(P .. 'i:' .. state, id, place)
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

-- Stores submissions: fence 0, event 0-1. Answers a status and an id for each.
-- The first write is one that a full server refuses: then nothing was stored.
local limit, pending, scheduled = number(), arg(), arg()
local day = 24 * 3600 * 1000
local seq = nil
local answers = {}

-- The first place of a millisecond. ListPlaces.cs says why it changes.
local change = 2051222400000

local function next_seq()
  -- Rises with time, and by one where the clock stands or steps back
  local first = now < change and now * 4096 or change * 4096 + (now - change) * 16
  seq = math.max((seq or counter(call('GET', P .. 'seq'))) + 1, first)
  return seq
end

-- Whether the id is that of an execution which the same submitter asked for
local function is_same(id, details)
  local stored = redis.pcall('HGET', execution(id), 'details')
  if type(stored) ~= 'string' then
    return false
  end
  local ours, theirs = origin(details), origin(stored)
  return ours.by ~= nil and ours.by == theirs.by and ours.parent == theirs.parent
end

local function known(key, request)
  local held = key ~= '' and call('GET', P .. 'idem:' .. key)
  if not held then
    return nil
  end
  local created, id, hash = held:match('^(%d+) (%x+) (.*)$')
  if not created or not is_id(id) or now - tonumber(created) >= day then
    return nil
  end
  return hash == request and 'replayed' or 'conflict', id
end

local waiting = {}

-- How many wait in a queue, those of this submission as well
local function waits_in(queue)
  waiting[queue] = waiting[queue] or counter(call('HGET', P .. 'waiting', queue))
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
  elseif call('EXISTS', execution(id)) == 1 then
    -- The id was chosen before the first try: here it is a retry of one whose answer was lost. Or it is somebody else's.
    status, answer = is_same(id, details) and 'accepted' or 'foreign', id
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
      call('SADD', P .. 'lanes', lane)
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
      call('SET', P .. 'idem:' .. key, now_text .. ' ' .. id .. ' ' .. request, 'PX', day)
    end
    add_to(P .. 'waiting', queue, 1)
    waiting[queue] = waiting[queue] + 1
    for _, list in ipairs(lists_of(h, details)) do
      index(list, id, place)
    end
    index(P .. 'i:' .. h.state, id, place)
    changed(h, 'Submit')
    status, answer = 'accepted', id
  end
  answers[#answers + 1] = status
  answers[#answers + 1] = answer
end

if seq then
  call('SET', P .. 'seq', whole(seq))
end
commit()
return answers

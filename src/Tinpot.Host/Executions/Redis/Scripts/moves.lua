-- How executions move from state to state. Stands before every script.

-- Puts it at the end of its line. Higher priorities come first; of one priority, what became PENDING first.
local function enqueue(id, lane, priority, limits)
  last_ready = (last_ready or tonumber(redis.call('GET', P .. 'ready') or '0')) + 1
  local place = (2 - priority) * 1e14 + last_ready
  if limits then
    join_line(id, lane, limits, place)
  else
    index(P .. 'lane:' .. lane, id, place)
  end
  lanes_woken[lane] = true
end

-- Stores a batch of events. meta tells count, first line, lines and calls; then come the totals.
local function store(x, fence, sequence, meta, line, bytes, payload)
  redis.call('XADD', x .. ':e', fence .. '-' .. sequence, 'm', meta .. ',' .. whole(line) .. ',' .. whole(bytes), 'p', payload)
end

-- An event of the store's own, which holds no log line. Returns the bytes of all events.
local function tell(x, fence, sequence, line, bytes, payload)
  bytes = bytes + #payload
  store(x, fence, sequence, '1,0,0,0', line, bytes, payload)
  return bytes
end

local function announce(id)
  redis.call('PUBLISH', P .. 'e:' .. id, '')
end

-- The text of a state event, whose attempt only the store knows: what stands before and after it, and the event without
local function state_template()
  return { arg(), arg(), arg() }
end

local function state_event(template, attempt)
  if attempt > 0 then
    return template[1] .. attempt .. template[2]
  end
  return template[3]
end

-- SUCCESS, which is nearly everything, has no index of its own
local function reindex(id, seq, from, to)
  if from ~= 'SUCCESS' then
    index(P .. 'i:' .. from, id, false)
  end
  if to ~= 'SUCCESS' then
    index(P .. 'i:' .. to, id, seq)
  end
end

-- What a change of state needs to know, and further fields as they are stored; nil when there is no such execution
local function head(id, ...)
  local x = execution(id)
  local h = redis.call('HMGET', x, 'state', 'fence', 'sequence', 'line', 'bytes', 'attempt', 'retries', 'cancel',
    'lane', 'queue', 'priority', 'seq', 'crashes', 'owner', 'limits', 'calls', 'secret', ...)
  if not h[1] then
    return nil
  end
  return {
    id = id, x = x, state = h[1], fence = tonumber(h[2]), sequence = tonumber(h[3]), line = tonumber(h[4]),
    bytes = tonumber(h[5]), attempt = tonumber(h[6]), retries = tonumber(h[7]), cancel = h[8] == '1',
    lane = h[9], queue = h[10], priority = tonumber(h[11]), seq = h[12], crashes = tonumber(h[13]),
    owner = h[14], limits = h[15] or nil, calls = h[16], secret = h[17],
    more = { unpack(h, 18) }
  }
end

-- Where it waits while it is PENDING
local function line_of(h)
  return h.limits and line_key(h.lane, h.limits) or P .. 'lane:' .. h.lane
end

-- It leaves the state it is in. in_lane tells that it stands in its lane, so not among what is due later.
local function leave(h, in_lane)
  if h.state == 'STARTED' then
    index(P .. 'running', h.id, false)
    add_to(P .. 'running_by', h.lane, -1)
    if h.limits then
      give_back('run', h.limits, h.id, lanes_woken)
    end
  else
    if h.limits then
      redis.call('ZREM', line_of(h), h.id)
    else
      index(line_of(h), h.id, false)
    end
    if not in_lane then
      index(P .. 'due', h.id, false)
    end
    add_to(P .. 'waiting', h.queue, -1)
  end
end

-- A terminal state and its event; the secrets go. sequence is the number of that event.
local function finish(h, fence, sequence, state, result, failure, payload, keep)
  leave(h)
  if h.limits then
    give_back('all', h.limits, h.id, lanes_woken)
  end
  local bytes = tell(h.x, fence, sequence, h.line, h.bytes, payload)
  if h.secret then
    redis.call('HDEL', h.x, 'secrets', 'secret')
  end
  redis.call('HSET', h.x, 'state', state, 'fence', whole(fence), 'sequence', whole(sequence), 'line', whole(h.line),
    'bytes', whole(bytes), 'finished', now_text)
  if result ~= '' then
    redis.call('HSET', h.x, 'result', result)
  end
  if failure ~= '' then
    redis.call('HSET', h.x, 'error', failure)
  end
  reindex(h.id, h.seq, h.state, state)
  index(P .. 'finished', h.id, now_text)
  redis.call('PEXPIRE', h.x, keep)
  redis.call('PEXPIRE', h.x .. ':e', keep)
  if h.line > 0 then
    redis.call('PEXPIRE', h.x .. ':l', keep)
  end
  if h.calls then
    redis.call('PEXPIRE', h.x .. ':c', keep)
  end
  announce(h.id)
end

-- A waiting state and its event: PENDING, at the end of the line, or RETRY, due then
local function requeue(h, fence, sequence, state, due, payload)
  leave(h)
  local bytes = tell(h.x, fence, sequence, h.line, h.bytes, payload)
  redis.call('HSET', h.x, 'state', state, 'fence', whole(fence), 'sequence', whole(sequence), 'line', whole(h.line),
    'bytes', whole(bytes), 'attempt', whole(h.attempt), 'crashes', whole(h.crashes), 'ready_at', now_text)
  redis.call('HDEL', h.x, 'worker', 'owner')
  if state == 'PENDING' then
    enqueue(h.id, h.lane, h.priority, h.limits)
  else
    redis.call('HSET', h.x, 'run_at', due)
    index(P .. 'due', h.id, due)
  end
  add_to(P .. 'waiting', h.queue, 1)
  reindex(h.id, h.seq, h.state, state)
  announce(h.id)
end

-- Makes PENDING what is due, in the order in which it was due. Returns how many it looked at.
local function promote(template)
  local due = redis.call('ZRANGEBYSCORE', P .. 'due', '-inf', now, 'LIMIT', 0, 100)
  if #due > 0 then
    insist()
  end
  for _, id in ipairs(due) do
    local h = head(id)
    if h and h.state == 'PENDING' then
      -- It had been set aside
      index(P .. 'due', id, false)
      enqueue(id, h.lane, h.priority, h.limits)
    elseif h and allows('Due', h.state, 'PENDING') then
      requeue(h, h.fence + 1, 1, 'PENDING', nil, state_event(template, h.attempt))
    else
      index(P .. 'due', id, false)
    end
  end
  commit()
  return #due
end

-- The lanes a claim reads: those that are named, or all that there are of its queues and groups
local function requested_lanes()
  local lanes = {}
  local count = number()
  if count >= 0 then
    for i = 1, count do
      lanes[i] = arg()
    end
    return lanes
  end
  local function names()
    local some = number()
    if some < 0 then
      return nil
    end
    local set = {}
    for _ = 1, some do
      set[arg()] = true
    end
    return set
  end
  local queues, groups = names(), names()
  for _, lane in ipairs(redis.call('SMEMBERS', P .. 'lanes')) do
    local queue, group = lane:match('^(.*):(.*)$')
    if (not queues or queues[queue]) and (not groups or groups[group]) then
      lanes[#lanes + 1] = lane
    end
  end
  return lanes
end

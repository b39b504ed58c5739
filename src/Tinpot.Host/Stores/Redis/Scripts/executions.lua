-- How an execution is held. Stands before every script that looks at one.
--
--   x:<id>    a hash: head, what scripts need and change, in one text, because what a command costs is mostly the number
--             of its fields; details, JSON of who submitted it, which no script looks into; and where there are any:
--             worker, result, error, secrets, cancelled_by, ran (milliseconds that its last attempt ran)
--   x:<id>:e  its events, a stream of batches
--   x:<id>:l  the last log line of each batch that has any
--   x:<id>:c  the batches that hold calls

-- A head is words with a space between them; an absent one is '-'. The limits come last, for their names may hold spaces.
local words = '^(%u+)' .. string.rep(' (%d+)', 7) .. ' ([0-2]) ([01]) ([01]) ([01])' .. string.rep(' (%d+)', 3) ..
  string.rep(' (%S+)', 6) .. ' (.*)$'

-- Whether limits can be read. Scripts that do not move executions do not look into them.
local readable = function() return true end

local function is_time(text)
  return text == '-' or (#text <= 14 and text:match('^%d+$'))
end

local function is_id(id)
  return #id == 32 and id:match('^%x+$')
end

-- Words stay the text they are: most are only written again, and Lua counts with text. What is compared as a number must
-- be made one. nil when it cannot be read: then nothing may count with it.
local function parse(id, x, text)
  local state, fence, sequence, line, bytes, attempt, retries, crashes, priority, cancel, calls, secret,
    seq, created, ready_at, run_at, started, finished, owner, lane, action, limits = text:match(words)
  if not states[state] or #fence > 15 or #sequence > 15 or #line > 15 or #bytes > 15 or #attempt > 9 or #retries > 9 or #crashes > 9 or
    #seq > 16 or #created > 14 or #ready_at > 14 or not is_time(run_at) or not is_time(started) or not is_time(finished) or
    (state == 'STARTED' and started == '-') or (limits ~= '' and not readable(limits)) then
    return nil
  end
  return {
    id = id, x = x, state = state, fence = fence, sequence = sequence, line = line, bytes = bytes, attempt = attempt,
    retries = retries, crashes = crashes, priority = priority, cancel = cancel, calls = calls, secret = secret, seq = seq,
    created = created, ready_at = ready_at, run_at = run_at, started = started, finished = finished, owner = owner,
    lane = lane, action = action, limits = limits ~= '' and limits or nil
  }
end

-- Writes the head, and further fields with it
local function save(h, ...)
  local text = h.state .. ' ' .. h.fence .. ' ' .. h.sequence .. ' ' .. h.line .. ' ' .. h.bytes .. ' ' .. h.attempt .. ' ' ..
    h.retries .. ' ' .. h.crashes .. ' ' .. h.priority .. ' ' .. h.cancel .. ' ' .. h.calls .. ' ' .. h.secret .. ' ' ..
    h.seq .. ' ' .. h.created .. ' ' .. h.ready_at .. ' ' .. h.run_at .. ' ' .. h.started .. ' ' .. h.finished .. ' ' ..
    h.owner .. ' ' .. h.lane .. ' ' .. h.action .. ' ' .. (h.limits or '')
  call('HSET', h.x, 'head', text, ...)
end

-- Its head, and the fields that are asked for beside it. Without a head the reason: nil, 'missing' or 'unreadable'.
local function head(id, ...)
  local x = execution(id)
  local stored = redis.pcall('HMGET', x, 'head', ...)
  if stored.err and not stored.err:find('WRONGTYPE', 1, true) then
    redis.call('HMGET', x, 'head')
  end
  local h = stored[1] and parse(id, x, stored[1])
  if h then
    return h, stored
  end
  return nil, (stored.err or redis.call('EXISTS', x) == 1) and 'unreadable' or 'missing'
end

-- Reports what an index names and cannot be read, and lets retention remove it
local function set_aside(id, reason)
  report('execution', id, reason)
  if is_id(id) and reason == 'unreadable' then
    redis.pcall('ZADD', P .. 'finished', 'NX', now_text, id)
  end
end

-- The escaped name, as in the lane
local function queue_of(lane)
  return lane:match('^[^:]*')
end

-- Members of the details that stand in front of the arguments. A quote within a text is escaped, so none can be mistaken.
local function origin(details)
  local arguments = details:find(',"arguments":', 1, true)
  local front = arguments and details:sub(1, arguments) or ''
  local by, name = front:match('"by":{"id":"(.-)","name":"(.-)","scheme":')
  return { by = by, name = name, parent = front:match(',"parent":"(%x+)"') }
end

-- The indexes that list it whatever its state: all, by action, queue, group, and name of who asked, as JSON has it
local function lists_of(h, details)
  local lists = { P .. 'all', P .. 'a:' .. h.action }
  local queue, group = h.lane:match('^([^:]*):(.*)$')
  if queue then
    lists[3], lists[4] = P .. 'q:' .. queue, P .. 'g:' .. group
  end
  local name = details and origin(details).name
  if name then
    lists[#lists + 1] = P .. 'r:' .. name
  end
  return lists
end

-- How an execution is held. Stands before every script that looks at one.
--
--   x:<id>    a hash: head, what scripts need and change, in one text, because what a command costs is mostly the number
--             of its fields; details, JSON of who submitted it, which no script looks into; and where there are any:
--             worker, result, error, secrets, cancelled_by, ran (milliseconds that its last attempt ran)
--   x:<id>:e  its events, a stream of batches
--   x:<id>:l  the last log line of each batch that has any
--   x:<id>:c  the batches that hold calls

-- A head is words with a space between them; an absent one is '-'. The limits come last, for their names may hold spaces.
local words = '^' .. string.rep('(%S+) ', 21) .. '(.*)$'

-- Words stay the text they are: most are only written again, and Lua counts with text. What is compared as a number must
-- be made one.
local function parse(id, x, text)
  local state, fence, sequence, line, bytes, attempt, retries, crashes, priority, cancel, calls, secret,
    seq, created, ready_at, run_at, started, finished, owner, lane, action, limits = text:match(words)
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
  redis.call('HSET', h.x, 'head', text, ...)
end

-- nil when there is no such execution
local function head(id)
  local x = execution(id)
  local text = redis.call('HGET', x, 'head')
  return text and parse(id, x, text) or nil
end

-- The escaped name, as in the lane
local function queue_of(lane)
  return lane:match('^[^:]*')
end

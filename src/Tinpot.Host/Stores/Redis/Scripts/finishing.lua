-- Ends executions as their owner reports it. Stands before every script that does.

-- Takes one report from the arguments. Answers stored, same (the answer to the first report was lost, and this is the second),
-- lost (it has another owner), or the number of the event that would be next.
local function end_as_reported(owner, keep, revoked)
  local id, fence, state, result, failure, payload = arg(), arg(), arg(), arg(), arg(), arg()
  local due, crashed, retry, ran = arg(), arg(), state_template(), arg()
  local batch = arg() == '1' and batch_argument()
  local h = head(id)
  if not h or h.fence ~= fence or (h.state == 'STARTED' and h.owner ~= owner) then
    return 'lost'
  end
  if not allows('Finish', h.state, state) then
    return h.state == state and 'same' or 'lost'
  end
  local refused = batch and refusal(h, batch)
  if refused and refused ~= 'same' then
    return refused
  end

  insist()
  if batch and not refused then
    count_batch(h, batch)
    mark_batch(h, batch)
    -- One entry of the stream with the event of the end
    h.ahead = { whole(batch.first), meta_of(batch, 1), batch.payload }
  end
  local sequence = whole(h.sequence + 1)
  if state ~= 'RETRY' then
    finish(h, 'Finish', state, fence, sequence, result, failure, payload, keep, ran)
  elseif h.cancel == '1' then
    -- Asked for while the last attempt failed: there must be no next
    finish(h, 'Finish', 'REVOKED', fence, sequence, '', '', revoked, keep, ran)
  else
    if crashed == '1' then
      h.crashes = whole(h.crashes + 1)
    end
    requeue(h, 'Finish', state, fence, sequence, due ~= '' and due or now_text, state_event(retry, h.attempt))
  end
  return 'stored'
end

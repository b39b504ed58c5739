-- Work given back unfinished because its worker stops. Answers whether the lease was still the execution's.
local id, fence, owner, begun, keep = arg(), arg(), arg(), arg(), arg()
local revoked, failure, failed, pending = arg(), arg(), arg(), state_template()
local h = head(id)
if not h or h.fence ~= fence or h.owner ~= owner or not allows('Release', h.state, 'PENDING') then
  return 0
end

insist()
fence = whole(fence + 1)
if h.cancel == '1' then
  finish(h, 'REVOKED', fence, '1', '', '', revoked, keep)
elseif begun ~= '1' then
  h.attempt = whole(h.attempt - 1)
  requeue(h, 'PENDING', fence, '1', nil, state_event(pending, h.attempt))
elseif tonumber(h.attempt) <= tonumber(h.retries) then
  requeue(h, 'PENDING', fence, '1', nil, state_event(pending, h.attempt))
else
  finish(h, 'FAILURE', fence, '1', '', failure, failed, keep)
end
commit()
return 1

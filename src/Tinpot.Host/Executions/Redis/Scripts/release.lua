-- Work given back unfinished because its worker stops. Answers whether the lease was still the execution's.
local id, fence, owner, begun, keep = arg(), number(), arg(), arg(), number()
local revoked, failure, failed, pending = arg(), arg(), arg(), state_template()
local h = head(id)
if not h or h.fence ~= fence or h.owner ~= owner or not allows('Release', h.state, 'PENDING') then
  return 0
end

insist()
fence = fence + 1
if h.cancel then
  finish(h, fence, 1, 'REVOKED', '', '', revoked, keep)
elseif begun ~= '1' then
  h.attempt = h.attempt - 1
  requeue(h, fence, 1, 'PENDING', nil, state_event(pending, h.attempt))
elseif h.attempt <= h.retries then
  requeue(h, fence, 1, 'PENDING', nil, state_event(pending, h.attempt))
else
  finish(h, fence, 1, 'FAILURE', '', failure, failed, keep)
end
commit()
return 1

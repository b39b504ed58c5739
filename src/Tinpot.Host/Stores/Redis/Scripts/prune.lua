-- Removes finished executions that are too old or too many, a bounded number at a time. Answers how many.
local age, most = number(), number()
local batch = 50
local finished = P .. 'finished'
local expired = call('ZRANGEBYSCORE', finished, '-inf', '(' .. whole(now - age), 'LIMIT', 0, batch)
if #expired < batch then
  local beyond = call('ZCARD', finished) - most
  if beyond > #expired then
    expired = call('ZRANGE', finished, 0, math.min(beyond, batch) - 1)
  end
end

for _, id in ipairs(expired) do
  local x = execution(id)
  local h, stored = head(id, 'details')
  if is_id(id) then
    call('UNLINK', x, x .. ':e', x .. ':l', x .. ':c')
  end
  index(finished, id, false)
  index(P .. 'all', id, false)
  for _, state in ipairs({ 'FAILURE', 'REVOKED' }) do
    index(P .. 'i:' .. state, id, false)
  end
  for _, list in ipairs(h and lists_of(h, stored[2]) or {}) do
    index(list, id, false)
  end
  announce(id, '')
end
commit()
return #expired

-- What happens to an execution that its owner did not finish. LostExecutionRules.cs has the rules, and each script gets its list.

local function lost_rules()
  local rules = {}
  for i = 1, number() do
    rules[i] = { condition = arg(), state = arg(), failure = arg(), payload = arg(), counts = arg() }
  end
  return rules
end

-- Applies the first rule whose condition is met. met holds the conditions that the script knows of. Returns the number of the
-- rule, from 0.
local function apply_rule(h, cause, rules, met, fence, sequence, pending, keep)
  met.Always = true
  met.CancelRequested = h.cancel == '1'
  met.AttemptsLeft = tonumber(h.attempt) <= tonumber(h.retries)
  for i, rule in ipairs(rules) do
    if met[rule.condition] then
      if rule.counts ~= '1' then
        h.attempt = whole(h.attempt - 1)
      end
      if rule.state == 'PENDING' then
        requeue(h, cause, 'PENDING', fence, sequence, nil, state_event(pending, h.attempt))
      else
        finish(h, cause, rule.state, fence, sequence, '', rule.failure, rule.payload, keep)
      end
      return i - 1
    end
  end
end

-- Drives a real editor, Neovim, as a user would: it opens a file of a project, waits for what the language server underlines, asks for the actions on that line, takes one and saves all.
-- What was to be seen is written as JSON. Everything waits for events; the limit is only there so that a server that died does not keep the editor for ever.
local limit = 240 * 1000
local seen = { diagnostics = {}, menu = {} }

local function finish(problem)
  seen.problem = problem
  vim.fn.writefile({ vim.fn.json_encode(seen) }, vim.env.EDITOR_SEEN)
  vim.cmd(problem and 'cquit 1' or 'qall!')
end

local function wait_for(what, condition)
  if not vim.wait(limit, condition, 50) then
    finish('waited in vain for ' .. what)
  end
end

local function of_rule()
  return vim.tbl_filter(function(diagnostic)
    return diagnostic.code == vim.env.EDITOR_RULE
  end, vim.diagnostic.get(0))
end

local client = vim.lsp.start_client({
  name = 'csharp',
  cmd = { vim.env.EDITOR_DOTNET, vim.env.EDITOR_SERVER, vim.env.EDITOR_PROJECT },
  root_dir = vim.fn.getcwd(),
})

-- An action may change other files; the editor loads them and has to tell the server.
vim.api.nvim_create_autocmd('BufReadPost', {
  pattern = '*.cs',
  callback = function(event)
    vim.lsp.buf_attach_client(event.buf, client)
  end,
})

-- The menu of actions.
vim.ui.select = function(items, options, choose)
  local chosen
  for _, item in ipairs(items) do
    local title = options.format_item(item)
    table.insert(seen.menu, title)
    if title == vim.env.EDITOR_ACTION then
      chosen = item
    end
  end
  choose(chosen)
end

vim.cmd('edit ' .. vim.env.EDITOR_FILE)
wait_for('a diagnostic', function()
  return #of_rule() > 0
end)
for _, diagnostic in ipairs(of_rule()) do
  table.insert(seen.diagnostics, {
    line = diagnostic.lnum + 1,
    text = vim.api.nvim_buf_get_text(0, diagnostic.lnum, diagnostic.col, diagnostic.end_lnum, diagnostic.end_col, {})[1],
    severity = vim.diagnostic.severity[diagnostic.severity],
    message = diagnostic.message,
  })
end
seen.signs = vim.tbl_map(function(sign)
  return { line = sign.lnum, name = sign.name }
end, vim.fn.sign_getplaced(0, { group = '*' })[1].signs)

local first = of_rule()[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.lsp.buf.code_action()
wait_for('the menu', function()
  return #seen.menu > 0
end)
wait_for('the diagnostic to go', function()
  return #of_rule() == 0
end)
vim.cmd('wall')
vim.lsp.stop_client(client)
wait_for('the server to end', function()
  return vim.lsp.get_client_by_id(client) == nil
end)
finish(nil)

// Switches on what works better with JavaScript. Every page works without.
import { initAll } from 'govuk-frontend'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// A slash goes to the search, unless somebody is typing.
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest('input, textarea, select, [contenteditable]')
  const search = document.getElementById('q')
  if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping && search) {
    event.preventDefault()
    search.focus()
  }
})

// Switches on what works better with JavaScript. Every page works without.
import { initAll } from 'govuk-frontend'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')

// ARIA has no “expanded” for a radio button (w3c/aria#1404): what it reveals follows it, and is read next.
const isNotExpanded = (records) => {
  for (const { target } of records) if (target.type === 'radio') target.removeAttribute('aria-expanded')
}
new MutationObserver(isNotExpanded).observe(document.body, { subtree: true, attributeFilter: ['aria-expanded'] })
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

// While somebody types into the search, what may be meant is suggested as links; the arrow keys move among them, Escape closes them.
const search = document.getElementById('q')
const suggestions = document.getElementById('suggestions')
if (search && suggestions) {
  let asked = 0
  const show = (text) => {
    suggestions.innerHTML = text
    suggestions.hidden = text.trim() === ''
  }
  search.addEventListener('input', () => {
    const turn = ++asked
    setTimeout(async () => {
      if (turn !== asked) return
      const answer = await fetch('/search/suggestions?q=' + encodeURIComponent(search.value)).catch(() => null)
      if (turn === asked) show(answer && answer.ok && !answer.redirected ? await answer.text() : '')
    }, 150)
  })
  search.form.addEventListener('keydown', (event) => {
    const places = [search, ...suggestions.querySelectorAll('a')]
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const now = places.indexOf(event.target)
    if (event.key === 'Escape') {
      show('')
      search.focus()
    } else if (step && now >= 0 && places.length > 1) {
      event.preventDefault()
      places[(now + step + places.length) % places.length].focus()
    }
  })
}

// What is typed into a long form is kept while it is typed, so that a reload or a lost phone loses nothing.
const long = document.querySelector('form[data-draft-at]:has(textarea)')
if (long) {
  const says = document.createElement('p')
  says.className = 'govuk-body-s'
  long.append(says)
  let waiting
  const keep = async () => {
    clearTimeout(waiting)
    const draft = long.elements.draft ?? long.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name: 'draft' }))
    draft.value = long.dataset.draftAt
    const body = new URLSearchParams(new FormData(long))
    const answer = await fetch('/drafts', { method: 'POST', body, keepalive: true }).catch(() => null)
    if (!answer || !answer.ok || answer.redirected) {
      says.textContent = 'What you typed is not kept yet. Keep this page open.'
      return
    }
    says.textContent = `Kept at ${new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}, not saved yet.`
  }
  long.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(keep, 2000)
  })
  long.addEventListener('submit', () => clearTimeout(waiting))
}

// The rows of a whole list are sorted by a column with a tap on its head: numbers and days by what they are, all else as words.
const weight = (cell) => {
  const text = (cell?.textContent ?? '').trim()
  const number = Number(text.replace(/[£,%]/g, ''))
  if (text !== '' && !Number.isNaN(number)) return number
  const day = /^\d{1,2} [A-Z][a-z]+ \d{4}$/.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(day) ? text.toLowerCase() : day
}
const compared = (one, other) => {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  if (typeof one === 'number') return -1
  return typeof other === 'number' ? 1 : one.localeCompare(other)
}
const isWide = window.matchMedia('(min-width: 40.0625em)').matches
for (const table of isWide ? document.querySelectorAll('table[data-sortable]') : []) {
  const heads = [...table.querySelectorAll('thead th')]
  heads.forEach((head, place) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'foothold-sort'
    button.append(...head.childNodes)
    head.append(button)
    head.setAttribute('aria-sort', 'none')
    button.addEventListener('click', () => {
      const isUp = head.getAttribute('aria-sort') !== 'ascending'
      for (const each of heads) each.setAttribute('aria-sort', 'none')
      head.setAttribute('aria-sort', isUp ? 'ascending' : 'descending')
      const rows = [...table.tBodies[0].rows]
      rows.sort((one, other) => compared(weight(one.cells[place]), weight(other.cells[place])) * (isUp ? 1 : -1))
      table.tBodies[0].append(...rows)
    })
  })
}

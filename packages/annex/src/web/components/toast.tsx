/** The word that something worked, carried over a redirect (`flash.ts`). */
import type { Flash } from '../flash.js'
import { Icon } from './icon.js'

export function Toast({ flash }: { flash: Flash }) {
  return (
    <div class="notice toast" data-tone={flash.tone} role="status">
      <Icon name={flash.tone === 'success' ? 'check' : 'info'} />
      <div class="notice-words">{flash.text}</div>
    </div>
  )
}

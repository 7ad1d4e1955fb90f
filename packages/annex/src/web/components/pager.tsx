/** Steps through a list by cursor. There are no page numbers: rows come and go meanwhile. */
import { ButtonLink } from './button.js'

export interface PagerProps {
  /** How many are shown, or of how many. */
  note?: string | undefined
  newer?: string | undefined
  older?: string | undefined
}

export function Pager({ note, newer, older }: PagerProps) {
  if (!note && !newer && !older) return null
  return (
    <div class="pager">
      <span>{note}</span>
      {(newer || older) && (
        <nav aria-label="Pages">
          {newer && (
            <ButtonLink href={newer} size="small">
              Newer
            </ButtonLink>
          )}
          {older && (
            <ButtonLink href={older} size="small">
              Older
            </ButtonLink>
          )}
        </nav>
      )}
    </div>
  )
}

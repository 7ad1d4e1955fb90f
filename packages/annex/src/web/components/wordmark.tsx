import { Avatar } from './avatar.js'

/** Annex's mark: a house and the smaller one built on to it. */
const HOUSE = 'M3 10.5 9 5.5l6 5V19H3z'
const ANNEX = 'M15 13h6v6h-6z'

/** The mark as a file of its own, for the browser's tab. */
export function mark(): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#4c4b9b"/><path d="${HOUSE}" fill="#fff"/><path d="${ANNEX}" fill="#b9b9ee"/></svg>`
}

export interface WordmarkProps {
  name?: string
  href: string
  /** An extension's own icon; left out, Annex's mark. */
  image?: string | undefined
  /** A seller's page is not Annex's: without an icon, the first letter of their name. */
  ofSeller?: boolean
}

/** Name and mark, linking home. */
export function Wordmark({ name = 'Annex', href, image, ofSeller }: WordmarkProps) {
  return (
    <a class="wordmark" href={href}>
      {image ? (
        <img src={image} alt="" width="22" height="22" />
      ) : ofSeller ? (
        <Avatar name={name} />
      ) : (
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <rect width="24" height="24" rx="6" fill="currentColor" />
          <path d={HOUSE} fill="var(--on-accent)" />
          <path d={ANNEX} fill="var(--on-accent)" opacity="0.55" />
        </svg>
      )}
      <bdi>{name}</bdi>
    </a>
  )
}

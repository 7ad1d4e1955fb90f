/** A small square for somebody: their icon, or the first letter of their name. */
export interface AvatarProps {
  name: string
  /** Path of an image of ours; others' addresses are not loaded. */
  image?: string | undefined
  size?: 'large'
}

export function Avatar({ name, image, size }: AvatarProps) {
  return (
    <span class="avatar" data-size={size} aria-hidden="true">
      {image ? <img src={image} alt="" /> : (Array.from(name.trim())[0] ?? '?').toUpperCase()}
    </span>
  )
}

/** A bordered part of a page, with a heading when it has something to say. */
import type { Child } from 'hono/jsx'

export interface CardProps {
  title?: Child
  /** The page says nothing but this: the title is its heading. */
  alone?: boolean
  lead?: Child
  actions?: Child
  foot?: Child
  /** Lets a table or list reach the border. */
  flush?: boolean
  id?: string
  children?: Child
}

export function Card(props: CardProps) {
  const { title, alone, lead, actions, foot, flush, id, children } = props
  return (
    <section class="card" id={id}>
      {title && (
        <header class="card-head">
          <div>
            {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
            {lead && <p class="card-lead">{lead}</p>}
          </div>
          {actions && <div class="row">{actions}</div>}
        </header>
      )}
      <div class="card-body" data-flush={flush ? '' : undefined}>
        {children}
      </div>
      {foot && <footer class="card-foot">{foot}</footer>}
    </section>
  )
}

/** The left half of the checkout: who sells, what, how many, and what it comes to. */
import { Avatar } from '../../../web/components/avatar.js'
import { Button } from '../../../web/components/button.js'
import { Icon } from '../../../web/components/icon.js'
import type { Faults, Typed } from '../typed-card.js'
import type { CheckoutView, LineView, OptionView, ShippingView } from './view.js'

interface SummaryProps {
  view: CheckoutView
  typed: Typed
  faults: Faults
}

export function Summary({ view, typed, faults }: SummaryProps) {
  const { seller, cancelUrl } = view
  return (
    <section class="checkout-summary" aria-label="Order">
      <div class="checkout-seller">
        {cancelUrl && (
          <a class="checkout-back" href={cancelUrl} aria-label={`Back to ${seller.name}`}>
            <Icon name="left" />
          </a>
        )}
        <Avatar name={seller.name} image={seller.image} />
        <bdi>{seller.name}</bdi>
      </div>
      <div class="checkout-total">
        <h1>{view.heading}</h1>
        {view.total && (
          <p class="checkout-amount">
            <strong>{view.trial ?? view.total}</strong> {view.every && <span>{view.every}</span>}
          </p>
        )}
        {view.later.map((words) => (
          <p class="muted">{words}</p>
        ))}
      </div>
      {view.lines.length > 0 && (
        <ul class="checkout-lines">
          {view.lines.map((line) => (
            <Line line={line} fault={faults[`quantity-${line.id}`]} />
          ))}
        </ul>
      )}
      {view.options.length > 0 && <Options options={view.options} />}
      {view.shipping.length > 0 && <Shipping options={view.shipping} fault={faults['shipping']} />}
      {(view.promotion.mayChange || view.promotion.code !== null) && (
        <Promotion {...view.promotion} typed={typed['code']} fault={faults['code']} />
      )}
      {view.sums.length > 0 && (
        <dl class="checkout-sums">
          {view.sums.map(([label, amount]) => (
            <div>
              <dt>{label}</dt>
              <dd>{amount}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}

function Line({ line, fault }: { line: LineView; fault: string | undefined }) {
  return (
    <li>
      <div class="checkout-line">
        <div>
          <strong>
            <bdi>{line.name}</bdi>
          </strong>
          {line.description && <p class="muted small">{line.description}</p>}
          <p class="muted small">
            {line.quantity > 1 || line.choice ? `${line.quantity} × ${line.unit}` : line.unit}
          </p>
        </div>
        <span class="money">{line.amount}</span>
      </div>
      {line.isOptional && (
        <form method="post" class="checkout-quantity">
          <input type="hidden" name="line" value={line.id} />
          <Button name="action" value="remove_item" kind="quiet" size="small">
            Remove<span class="visually-hidden"> {line.name}</span>
          </Button>
        </form>
      )}
      {line.choice && (
        <form method="post" class="checkout-quantity">
          <input type="hidden" name="line" value={line.id} />
          <label for={`quantity-${line.id}`}>
            Quantity<span class="visually-hidden"> of {line.name}</span>
          </label>
          <input
            {...{ class: 'input input-small', type: 'number', id: `quantity-${line.id}` }}
            {...{ name: 'quantity', value: String(line.quantity), required: true }}
            {...{ min: line.choice.min, max: line.choice.max, step: 1 }}
          />
          <Button name="action" value="quantity" size="small">
            Update
          </Button>
          {fault && <p class="field-error">{fault}</p>}
        </form>
      )}
    </li>
  )
}

/** What may go along with the order. */
function Options({ options }: { options: readonly OptionView[] }) {
  return (
    <div class="checkout-options">
      <h2>Add to your order</h2>
      {options.map(({ price, name, description, quantity, unit }) => (
        <form method="post">
          <input type="hidden" name="price" value={price} />
          <div>
            <strong>
              <bdi>{name}</bdi>
            </strong>
            {description && <p class="muted small">{description}</p>}
            <p class="muted small">{quantity > 1 ? `${quantity} × ${unit}` : unit}</p>
          </div>
          <Button name="action" value="add_item" size="small">
            Add<span class="visually-hidden"> {name}</span>
          </Button>
        </form>
      ))}
    </div>
  )
}

/** Without a script, choosing and telling us are two steps; of one there is nothing to choose. */
function Shipping({
  options,
  fault,
}: {
  options: readonly ShippingView[]
  fault: string | undefined
}) {
  const only = options.length === 1
  return (
    <form method="post" class="checkout-shipping">
      <fieldset>
        <legend>Shipping</legend>
        {options.map(({ rate, name, time, amount, isChosen }) => (
          <label>
            {!only && <input type="radio" name="shipping_rate" value={rate} checked={isChosen} />}
            <span>
              <bdi>{name}</bdi>
              {time && <span class="muted small"> {time}</span>}
            </span>
            <span class="money">{amount}</span>
          </label>
        ))}
      </fieldset>
      {!only && (
        <Button name="action" value="shipping" size="small">
          Update shipping
        </Button>
      )}
      {fault && <p class="field-error">{fault}</p>}
    </form>
  )
}

interface PromotionProps {
  code: string | null
  mayChange: boolean
  typed: string | undefined
  fault: string | undefined
}

function Promotion({ code, mayChange, typed, fault }: PromotionProps) {
  if (code !== null) {
    return (
      <form method="post" class="checkout-code">
        <span class="badge" data-tone="success">
          {code}
        </span>
        {mayChange && (
          <Button name="action" value="remove_code" kind="quiet" size="small">
            Remove
          </Button>
        )}
      </form>
    )
  }
  return (
    <form method="post" class="checkout-code">
      <label class="visually-hidden" for="promotion-code">
        Promotion code
      </label>
      <input
        {...{ class: 'input input-small', id: 'promotion-code', name: 'code', value: typed }}
        {...{ placeholder: 'Promotion code', autocomplete: 'off', maxlength: 100 }}
        aria-invalid={fault ? 'true' : undefined}
        aria-describedby={fault ? 'promotion-code-error' : undefined}
      />
      <Button name="action" value="code" size="small">
        Apply
      </Button>
      {fault && (
        <p class="field-error" id="promotion-code-error">
          {fault}
        </p>
      )}
    </form>
  )
}

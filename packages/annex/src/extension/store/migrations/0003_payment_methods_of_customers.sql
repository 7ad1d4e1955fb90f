-- When a customer is deleted: which of its payment methods went with it?
create index payment_methods_of_customers on stripe.payment_methods
  (account, livemode, (body->>'customer')) where not deleted;

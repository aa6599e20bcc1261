def listing(request): ...


listing_print = agreements = agreements_print = listing

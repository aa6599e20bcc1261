"""Articles and meetings as open data by the Czech open formal norms (OFN) of 2020-07-01.

Here: how a publication is told in the words of OFN Aktuality and OFN Události, the files with all
of them, the record of one, the page that explains them, and what the norms ask and no other room
knows: the association's IČO, the licence, the IČO of organisers, items of the norms' code lists.
Everything else is read from what editors have filled in already. Which publications the public may
see is publishing's to say; calendars are meetings', feeds their own kinds'.
"""

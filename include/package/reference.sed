# What the pages for embedders link to, as the reference has it: examples and headers by their names, other files as plain text.
s#\[([^]]*)\]\(\.\./tests/consumer/examples/(search|index_articles|facets|explain|refresh)\.(cpp|c)\)#\1 (@ref \2.\3)#g
s#\[([^]]*)\]\(newsrank/[a-z_./]*\)#\1#g
s#\[([^]]*)\]\(\.\./[^)]*\)#\1#g

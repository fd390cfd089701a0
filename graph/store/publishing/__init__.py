"""Publishing: another store that holds what is not internal, and nothing of what is.

One rule says what is public: what is not marked internal, and names nothing that is. So an internal source takes with
it all that it says and whatever has its ids; an internal entity takes the statements that name it; an internal
statement takes those that respond to it, fulfil it or are dated by it.
"""

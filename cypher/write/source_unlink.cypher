// Take sources away from their publisher and from other sources, to be tied anew.
//
// $ids LIST of STRING
UNWIND $ids AS id
MATCH (:Source {id: id})-[link:PUBLISHED_BY|TRANSLATION_OF|COPY_OF|QUOTES]->()
DELETE link

-- A file of format 2, as warroom wrote it: its tables and what was recorded.
PRAGMA application_id = 1465020237;
CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value ANY NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    batch BLOB NOT NULL,
    hlc INTEGER NOT NULL,
    replica BLOB NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    subject BLOB NOT NULL,
    change TEXT NOT NULL,
    hash BLOB NOT NULL
) STRICT;
CREATE INDEX journal_subject ON journal(subject);
CREATE INDEX journal_batch ON journal(batch);
CREATE TABLE thing (
    num INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    incident BLOB,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    shut INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    at INTEGER NOT NULL,
    workstream BLOB,
    word TEXT,
    holder BLOB,
    register TEXT,
    starred INTEGER NOT NULL,
    struck INTEGER NOT NULL,
    waits INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX thing_order ON thing(incident, kind, shut, rank, at, number, id) WHERE withdrawn = 0;
CREATE INDEX thing_lens ON thing(incident, workstream, kind, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND workstream IS NOT NULL;
CREATE INDEX thing_starred ON thing(incident, kind, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND starred = 1;
CREATE INDEX thing_word ON thing(incident, kind, word, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND word <> 'note';
CREATE INDEX thing_waiting ON thing(incident, kind, shut, rank, at, number, id)
    WHERE withdrawn = 0 AND waits = 1;
CREATE INDEX thing_incidents ON thing(id) WHERE kind = 'incident';
CREATE INDEX thing_label ON thing(incident, kind, number);
CREATE INDEX thing_register ON thing(incident, register) WHERE register IS NOT NULL;
CREATE INDEX thing_activity ON thing(incident, workstream, changed) WHERE withdrawn = 0;
CREATE TABLE mention (
    incident BLOB NOT NULL,
    target ANY NOT NULL,
    source INTEGER NOT NULL,
    PRIMARY KEY (incident, target, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE tally (
    incident BLOB NOT NULL,
    stream BLOB NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (incident, stream, name)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(
    scope, words,
    content = '', contentless_delete = 1, prefix = '2 3',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO search (search, rank) VALUES ('automerge', 8);
INSERT INTO meta VALUES ('clock', 117670595788800011);
INSERT INTO meta VALUES ('current', X'01A2236D4F177011B1E7277F122A9E59');
INSERT INTO meta VALUES ('head', X'27449F3DF63CE8AC3BB4B5FDB344540112514A3BB973D4BA5344707EF52CA107');
INSERT INTO meta VALUES ('replica', X'1DBA58049CF949F09E68F44B8A22B4A0');
INSERT INTO journal VALUES (1, X'01A2236D4F1875779300A13A72341876', X'01A2236D4F1875779300A1399433BBF3', 117670595788800000, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4F177011B1E7277F122A9E59', '{"create":{"id":"01a2236d-4f17-7011-b1e7-277f122a9e59","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":0,"body":{"incident":{"key":"INC-2026-001","title":"stolen CI token","code_name":null,"severity":"SEV3","tlp":"TLP:AMBER","phase":"detected","exercise":false,"summary":"","impact":"","schedule":null,"drill":null}}}}', X'4CDFE747595CAA570D435AA5016D12ACA10857581935302A1094AEC59408E4B1');
INSERT INTO journal VALUES (2, X'01A2236D4F3F76078419690442F7D988', X'01A2236D4F3F760784196903472F61C0', 117670595788800001, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4F3F7607841969009AF6A165', '{"create":{"id":"01a2236d-4f3f-7607-8419-69009af6a165","incident":null,"number":0,"body":{"person":{"handle":"lee","name":"","team":"","contact":"","expertise":"","zone":""}}}}', X'353C58DCDF81DEA079BE8709AD43885F9933792B1964C6AEA2F1484D52DF3A9E');
INSERT INTO journal VALUES (3, X'01A2236D4F3F7607841969054A70369A', X'01A2236D4F3F760784196903472F61C0', 117670595788800002, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4F3F760784196901A7BDF662', '{"create":{"id":"01a2236d-4f3f-7607-8419-6901a7bdf662","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":0,"body":{"workstream":{"slug":"identity","objective":"","lead":null,"status":"active","health":"green","blocked_by":{},"update":"","checkpoint":null,"merged_into":null,"split_from":null}}}}', X'995385EEE91EB18585545DFFED964E9EFB9729ECBB54FFE3B0B5A0C30EBFD516');
INSERT INTO journal VALUES (4, X'01A2236D4F4072C5AA286129E7206D34', X'01A2236D4F3F760784196903472F61C0', 117670595788800003, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4F3F760784196902EC431DDE', '{"create":{"id":"01a2236d-4f3f-7607-8419-6902ec431dde","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":1,"body":{"entry":{"kind":"note","when":{"at":"2026-11-24T09:00:00Z","precision":"second","zone":{"name":"UTC","offset":0}},"text":"revoked all CI tokens; X1 and F1 are still only words @lee #identity","typed":null,"workstream":"01a2236d-4f3f-7607-8419-6901a7bdf662","people":["01a2236d-4f3f-7607-8419-69009af6a165"],"starred":false,"struck":false,"phase":null,"decision":null,"question":null,"promise":null,"sent":null}}}}', X'FB222895485F85965CC168290E7533B5C4F0B5716AA9CF6898A5DEE7D1D823E5');
INSERT INTO journal VALUES (5, X'01A2236D4F58759CB3DC00A008A31B23', X'01A2236D4F577100932F019C65A31397', 117670595788800004, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4F577100932F019BB014CAD6', '{"create":{"id":"01a2236d-4f57-7100-932f-019bb014cad6","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":2,"body":{"entry":{"kind":"question","when":{"at":"2026-11-24T09:00:00Z","precision":"second","zone":{"name":"UTC","offset":0}},"text":"did the token have write access","typed":"? did the token have write access","workstream":null,"people":[],"starred":false,"struck":false,"phase":null,"decision":null,"question":{"number":1,"answered_by":null},"promise":null,"sent":null}}}}', X'905287D16E21E082099A58FE6FD750A1DDFD5DC3E0E3C22B746E4129F82E6DBC');
INSERT INTO journal VALUES (6, X'01A2236D4F817213A66CDEAEB40FC6A2', X'01A2236D4F817213A66CDEAD071EC6A3', 117670595788800005, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4F817213A66CDEACCFC126C3', '{"create":{"id":"01a2236d-4f81-7213-a66c-deaccfc126c3","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":3,"body":{"entry":{"kind":"decision","when":{"at":"2026-11-24T09:00:00Z","precision":"second","zone":{"name":"UTC","offset":0}},"text":"rotate by machine; why: people forget","typed":"= rotate by machine; why: people forget","workstream":null,"people":[],"starred":false,"struck":false,"phase":null,"decision":{"number":1,"question":"","choice":"rotate by machine","why":"people forget","rejected":"","decided_by":null,"reversible":null,"revisit":null,"superseded_by":null},"question":null,"promise":null,"sent":null}}}}', X'9311C459360FB456DA852FDDEF162974374A24903479432AF989E83ACECAF64F');
INSERT INTO journal VALUES (7, X'01A2236D4FB274D7B182E2377CF3F744', X'01A2236D4FB1734084B84E24A98C460F', 117670595788800006, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4FB1734084B84E2222F9E270', '{"create":{"id":"01a2236d-4fb1-7340-84b8-4e2222f9e270","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":0,"body":{"workstream":{"slug":"forensics","objective":"","lead":null,"status":"active","health":"green","blocked_by":{},"update":"","checkpoint":null,"merged_into":null,"split_from":null}}}}', X'C0FE80AA37F7FED58FA87BD7A387F7D3E65767919060CEB6788ADFD485488BE2');
INSERT INTO journal VALUES (8, X'01A2236D4FB274D7B182E238D6F52194', X'01A2236D4FB1734084B84E24A98C460F', 117670595788800007, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4FB1734084B84E23ED08D034', '{"create":{"id":"01a2236d-4fb1-7340-84b8-4e23ed08d034","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":1,"body":{"task":{"title":"image the runner host","workstream":"01a2236d-4fb1-7340-84b8-4e2222f9e270","assignee":"01a2236d-4f3f-7607-8419-69009af6a165","priority":"P1","state":"todo","due":null,"when":null,"blocked_by":{},"notes":"","typed":"+ image the runner host @lee #forensics p1"}}}}', X'2F8814881FD6A9886FEE991D67F9C1DDDC28A0BB7159013F5DF80B70167EC4CE');
INSERT INTO journal VALUES (9, X'01A2236D4FDB7015AE4F8836316B184E', X'01A2236D4FDB7015AE4F8835488B944D', 117670595788800008, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4FDB7015AE4F8834165BBA2F', '{"create":{"id":"01a2236d-4fdb-7015-ae4f-8834165bba2f","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":2,"body":{"task":{"title":"read the image","workstream":null,"assignee":null,"priority":null,"state":"todo","due":null,"when":null,"blocked_by":{},"notes":"","typed":"+ read the image"}}}}', X'5154C40212A3092AF12E289374512F52CBFD19D32C7E9E1791A0E02EC6A36482');
INSERT INTO journal VALUES (10, X'01A2236D4FEE71EEA068A80450F13D76', X'01A2236D4FEE71EEA068A803F65FDCC6', 117670595788800009, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4FEE71EEA068A80284F00DBC', '{"create":{"id":"01a2236d-4fee-71ee-a068-a80284f00dbc","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":3,"body":{"task":{"title":"write it up","workstream":null,"assignee":null,"priority":null,"state":"todo","due":null,"when":null,"blocked_by":{},"notes":"","typed":"+ write it up"}}}}', X'19AD4A3824E53BC17DB1856ECCD64EA5212FFA83DC5E3A459A294B71809844B5');
INSERT INTO journal VALUES (11, X'01A2236D502077E2B87996E284319142', X'01A2236D502077E2B87996E144E59676', 117670595788800010, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4F3F760784196902EC431DDE', '{"edit":{"id":"01a2236d-4f3f-7607-8419-6902ec431dde","edit":{"entry":{"text":{"was":"revoked all CI tokens; X1 and F1 are still only words @lee #identity","now":"revoked all CI tokens; X1 and F1 are words @lee #identity"}}}}}', X'B9665CDB93455A40102492D7353D964CA8475F64DE61C47D6B885930D2CEA66B');
INSERT INTO journal VALUES (12, X'01A2236D503C74BB99E4A3221F614A31', X'01A2236D503C74BB99E4A321FBC61F17', 117670595788800011, X'1DBA58049CF949F09E68F44B8A22B4A0', 1795510800000, 'maya', X'01A2236D4F3F760784196902EC431DDE', '{"edit":{"id":"01a2236d-4f3f-7607-8419-6902ec431dde","edit":{"entry":{"text":{"was":"revoked all CI tokens; X1 and F1 are words @lee #identity","now":"revoked all CI tokens; X1 and F1 are still only words @lee #identity"}}}}}', X'27449F3DF63CE8AC3BB4B5FDB344540112514A3BB973D4BA5344707EF52CA107');
INSERT INTO thing VALUES (1, X'01A2236D4F177011B1E7277F122A9E59', X'01A2236D4F177011B1E7277F122A9E59', 'incident', 0, 0, 0, 117670595788800000, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4f17-7011-b1e7-277f122a9e59","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":0,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800000},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800000},"body":{"incident":{"key":"INC-2026-001","title":"stolen CI token","code_name":null,"severity":"SEV3","tlp":"TLP:AMBER","phase":"detected","exercise":false,"summary":"","impact":"","schedule":null,"drill":null}}}');
INSERT INTO thing VALUES (2, X'01A2236D4F3F7607841969009AF6A165', NULL, 'person', 0, 0, 0, 117670595788800001, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4f3f-7607-8419-69009af6a165","incident":null,"number":0,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800001},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800001},"body":{"person":{"handle":"lee","name":"","team":"","contact":"","expertise":"","zone":""}}}');
INSERT INTO thing VALUES (3, X'01A2236D4F3F760784196901A7BDF662', X'01A2236D4F177011B1E7277F122A9E59', 'workstream', 0, 0, 0, 117670595788800002, X'01A2236D4F3F760784196901A7BDF662', NULL, NULL, NULL, 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4f3f-7607-8419-6901a7bdf662","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":0,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800002},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800002},"body":{"workstream":{"slug":"identity","objective":"","lead":null,"status":"active","health":"green","blocked_by":{},"update":"","checkpoint":null,"merged_into":null,"split_from":null}}}');
INSERT INTO thing VALUES (4, X'01A2236D4F3F760784196902EC431DDE', X'01A2236D4F177011B1E7277F122A9E59', 'entry', 1, 0, 0, 1795510800000, X'01A2236D4F3F760784196901A7BDF662', 'note', NULL, NULL, 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4f3f-7607-8419-6902ec431dde","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":1,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800003},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800011},"body":{"entry":{"kind":"note","when":{"at":"2026-11-24T09:00:00Z","precision":"second","zone":{"name":"UTC","offset":0}},"text":"revoked all CI tokens; X1 and F1 are still only words @lee #identity","typed":null,"workstream":"01a2236d-4f3f-7607-8419-6901a7bdf662","people":["01a2236d-4f3f-7607-8419-69009af6a165"],"starred":false,"struck":false,"phase":null,"decision":null,"question":null,"promise":null,"sent":null}}}');
INSERT INTO thing VALUES (5, X'01A2236D4F577100932F019BB014CAD6', X'01A2236D4F177011B1E7277F122A9E59', 'entry', 2, 0, 0, 1795510800000, NULL, 'question', NULL, 'Q1', 0, 0, 1, 0, 1795510800000, '{"id":"01a2236d-4f57-7100-932f-019bb014cad6","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":2,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800004},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800004},"body":{"entry":{"kind":"question","when":{"at":"2026-11-24T09:00:00Z","precision":"second","zone":{"name":"UTC","offset":0}},"text":"did the token have write access","typed":"? did the token have write access","workstream":null,"people":[],"starred":false,"struck":false,"phase":null,"decision":null,"question":{"number":1,"answered_by":null},"promise":null,"sent":null}}}');
INSERT INTO thing VALUES (6, X'01A2236D4F817213A66CDEACCFC126C3', X'01A2236D4F177011B1E7277F122A9E59', 'entry', 3, 0, 0, 1795510800000, NULL, 'decision', NULL, 'D1', 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4f81-7213-a66c-deaccfc126c3","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":3,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800005},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800005},"body":{"entry":{"kind":"decision","when":{"at":"2026-11-24T09:00:00Z","precision":"second","zone":{"name":"UTC","offset":0}},"text":"rotate by machine; why: people forget","typed":"= rotate by machine; why: people forget","workstream":null,"people":[],"starred":false,"struck":false,"phase":null,"decision":{"number":1,"question":"","choice":"rotate by machine","why":"people forget","rejected":"","decided_by":null,"reversible":null,"revisit":null,"superseded_by":null},"question":null,"promise":null,"sent":null}}}');
INSERT INTO thing VALUES (7, X'01A2236D4FB1734084B84E2222F9E270', X'01A2236D4F177011B1E7277F122A9E59', 'workstream', 0, 0, 0, 117670595788800006, X'01A2236D4FB1734084B84E2222F9E270', NULL, NULL, NULL, 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4fb1-7340-84b8-4e2222f9e270","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":0,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800006},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800006},"body":{"workstream":{"slug":"forensics","objective":"","lead":null,"status":"active","health":"green","blocked_by":{},"update":"","checkpoint":null,"merged_into":null,"split_from":null}}}');
INSERT INTO thing VALUES (8, X'01A2236D4FB1734084B84E23ED08D034', X'01A2236D4F177011B1E7277F122A9E59', 'task', 1, 0, 1, 9223372036854775807, X'01A2236D4FB1734084B84E2222F9E270', NULL, X'01A2236D4F3F7607841969009AF6A165', NULL, 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4fb1-7340-84b8-4e23ed08d034","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":1,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800007},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800007},"body":{"task":{"title":"image the runner host","workstream":"01a2236d-4fb1-7340-84b8-4e2222f9e270","assignee":"01a2236d-4f3f-7607-8419-69009af6a165","priority":"P1","state":"todo","due":null,"when":null,"blocked_by":{},"notes":"","typed":"+ image the runner host @lee #forensics p1"}}}');
INSERT INTO thing VALUES (9, X'01A2236D4FDB7015AE4F8834165BBA2F', X'01A2236D4F177011B1E7277F122A9E59', 'task', 2, 0, 5, 9223372036854775807, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4fdb-7015-ae4f-8834165bba2f","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":2,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800008},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800008},"body":{"task":{"title":"read the image","workstream":null,"assignee":null,"priority":null,"state":"todo","due":null,"when":null,"blocked_by":{},"notes":"","typed":"+ read the image"}}}');
INSERT INTO thing VALUES (10, X'01A2236D4FEE71EEA068A80284F00DBC', X'01A2236D4F177011B1E7277F122A9E59', 'task', 3, 0, 5, 9223372036854775807, NULL, NULL, NULL, NULL, 0, 0, 0, 0, 1795510800000, '{"id":"01a2236d-4fee-71ee-a068-a80284f00dbc","incident":"01a2236d-4f17-7011-b1e7-277f122a9e59","number":3,"withdrawn":false,"created":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800009},"changed":{"at":"2026-11-24T09:00:00Z","author":"maya","hlc":117670595788800009},"body":{"task":{"title":"write it up","workstream":null,"assignee":null,"priority":null,"state":"todo","due":null,"when":null,"blocked_by":{},"notes":"","typed":"+ write it up"}}}');
INSERT INTO mention VALUES (X'', X'01A2236D4F3F7607841969009AF6A165', 4);
INSERT INTO mention VALUES (X'', X'01A2236D4F3F7607841969009AF6A165', 8);
INSERT INTO mention VALUES (X'', X'01A2236D4FB1734084B84E2222F9E270', 8);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'00000000000000000000000000000000', 'entry', 3);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'00000000000000000000000000000000', 'last D', 1);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'00000000000000000000000000000000', 'last E', 3);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'00000000000000000000000000000000', 'last Q', 1);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'00000000000000000000000000000000', 'last T', 3);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'00000000000000000000000000000000', 'question.open', 1);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'00000000000000000000000000000000', 'task.open', 3);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'01A2236D4F3F760784196901A7BDF662', 'entry', 1);
INSERT INTO tally VALUES (X'01A2236D4F177011B1E7277F122A9E59', X'01A2236D4FB1734084B84E2222F9E270', 'task.open', 1);
PRAGMA user_version = 2;

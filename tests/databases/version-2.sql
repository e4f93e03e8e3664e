BEGIN TRANSACTION;
CREATE TABLE about (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "about" VALUES('schema_version','2');
INSERT INTO "about" VALUES('extractor_version','0.1.0');
CREATE TABLE data_dictionary (
	table_name VARCHAR NOT NULL, 
	column_name VARCHAR NOT NULL, 
	meaning TEXT NOT NULL, 
	PRIMARY KEY (table_name, column_name)
);
INSERT INTO "data_dictionary" VALUES('about','','What this database is');
INSERT INTO "data_dictionary" VALUES('about','name','schema_version, extractor_version');
INSERT INTO "data_dictionary" VALUES('about','value','Its value');
INSERT INTO "data_dictionary" VALUES('data_dictionary','','Every table and column explained');
INSERT INTO "data_dictionary" VALUES('data_dictionary','table_name','Table or view');
INSERT INTO "data_dictionary" VALUES('data_dictionary','column_name','Column; empty for the table itself');
INSERT INTO "data_dictionary" VALUES('data_dictionary','meaning','What it holds');
INSERT INTO "data_dictionary" VALUES('feeds','','Feeds, and what to ask their servers next time');
INSERT INTO "data_dictionary" VALUES('feeds','address','Where the feed is read from');
INSERT INTO "data_dictionary" VALUES('feeds','etag','The server''s mark of what was read last');
INSERT INTO "data_dictionary" VALUES('feeds','last_modified','The server''s day and time of what was read last');
INSERT INTO "data_dictionary" VALUES('feeds','fetched','UTC, ISO 8601, when it was read last');
INSERT INTO "data_dictionary" VALUES('runs','','One row a run of the program');
INSERT INTO "data_dictionary" VALUES('runs','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('runs','folder','The folder that was read, as an absolute path');
INSERT INTO "data_dictionary" VALUES('runs','extractor_version','Version of the program');
INSERT INTO "data_dictionary" VALUES('runs','started','UTC, ISO 8601');
INSERT INTO "data_dictionary" VALUES('runs','finished','UTC, ISO 8601; empty when the run was stopped');
INSERT INTO "data_dictionary" VALUES('runs','seen','Files found');
INSERT INTO "data_dictionary" VALUES('runs','stored','Documents new or changed and stored');
INSERT INTO "data_dictionary" VALUES('runs','unchanged','Documents that were stored already');
INSERT INTO "data_dictionary" VALUES('runs','failed','Files that could not be read, old failures too');
INSERT INTO "data_dictionary" VALUES('versions','','What a place held before its content changed, the oldest first');
INSERT INTO "data_dictionary" VALUES('versions','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('versions','folder','The folder that was read, as an absolute path');
INSERT INTO "data_dictionary" VALUES('versions','path','Path below it');
INSERT INTO "data_dictionary" VALUES('versions','sha256','Hash of the old bytes');
INSERT INTO "data_dictionary" VALUES('versions','record','The old record as JSON, its text too');
INSERT INTO "data_dictionary" VALUES('versions','extractor_version','Version of the program that extracted it');
INSERT INTO "data_dictionary" VALUES('versions','replaced','UTC, ISO 8601, when new content took its place');
INSERT INTO "data_dictionary" VALUES('documents','','One row a document');
INSERT INTO "data_dictionary" VALUES('documents','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('documents','name','The record''s document id: the path without its ending');
INSERT INTO "data_dictionary" VALUES('documents','path','Where it was first found, relative to the folder');
INSERT INTO "data_dictionary" VALUES('documents','sha256','Hash of the bytes: one document');
INSERT INTO "data_dictionary" VALUES('documents','kind','news, official_letter or other');
INSERT INTO "data_dictionary" VALUES('documents','title','Title; empty for a letter');
INSERT INTO "data_dictionary" VALUES('documents','published_from','First day of publication or issue');
INSERT INTO "data_dictionary" VALUES('documents','published_to','Last day of it');
INSERT INTO "data_dictionary" VALUES('documents','source','Where it was taken from, as it says itself');
INSERT INTO "data_dictionary" VALUES('documents','byline','Author');
INSERT INTO "data_dictionary" VALUES('documents','place','Place of the place-and-date line');
INSERT INTO "data_dictionary" VALUES('documents','number','Number and symbol of a letter');
INSERT INTO "data_dictionary" VALUES('documents','subject','Subject of a letter');
INSERT INTO "data_dictionary" VALUES('documents','issuer','Body that issued a letter');
INSERT INTO "data_dictionary" VALUES('documents','signatory_name','Who signed');
INSERT INTO "data_dictionary" VALUES('documents','signatory_title','In which office');
INSERT INTO "data_dictionary" VALUES('documents','signatory_authority','On whose behalf: TM., KT., TL., TUQ.');
INSERT INTO "data_dictionary" VALUES('documents','text','The whole text, NFC; all offsets point into it');
INSERT INTO "data_dictionary" VALUES('documents','format','Format that it was read as');
INSERT INTO "data_dictionary" VALUES('documents','encoding','Encoding that it was read as');
INSERT INTO "data_dictionary" VALUES('documents','size','Bytes');
INSERT INTO "data_dictionary" VALUES('documents','reader','Reader that read it');
INSERT INTO "data_dictionary" VALUES('documents','reading_confidence','How sure its encoding or its printed characters are, 0 to 1');
INSERT INTO "data_dictionary" VALUES('documents','metadata','What the file says of itself, as JSON');
INSERT INTO "data_dictionary" VALUES('documents','extractor_version','Version of the program that extracted it');
INSERT INTO "data_dictionary" VALUES('documents','run_id','The run that stored it');
INSERT INTO "data_dictionary" VALUES('failures','','Files that could not be read; a row goes away when its file is read, or is there no more');
INSERT INTO "data_dictionary" VALUES('failures','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('failures','folder','The folder that was read, as an absolute path');
INSERT INTO "data_dictionary" VALUES('failures','path','Path below it');
INSERT INTO "data_dictionary" VALUES('failures','sha256','Hash of the file''s bytes, when they could be read');
INSERT INTO "data_dictionary" VALUES('failures','code','Stable code of the error');
INSERT INTO "data_dictionary" VALUES('failures','what','What happened');
INSERT INTO "data_dictionary" VALUES('failures','remedy','What to do about it');
INSERT INTO "data_dictionary" VALUES('failures','extractor_version','Version of the program that failed');
INSERT INTO "data_dictionary" VALUES('failures','run_id','The run that failed');
INSERT INTO "data_dictionary" VALUES('failures','container','Path of the archive, message or feed that it lies in; empty for a file');
INSERT INTO "data_dictionary" VALUES('dates','','Every expression that names a time');
INSERT INTO "data_dictionary" VALUES('dates','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('dates','document_id','The document that it stands in');
INSERT INTO "data_dictionary" VALUES('dates','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('dates','start','First character, counted from 0 in documents.text');
INSERT INTO "data_dictionary" VALUES('dates','end','Character after the last one');
INSERT INTO "data_dictionary" VALUES('dates','text','The words as they stand in the text');
INSERT INTO "data_dictionary" VALUES('dates','kind','date, interval or duration');
INSERT INTO "data_dictionary" VALUES('dates','from_day','First day; empty when open or unknown');
INSERT INTO "data_dictionary" VALUES('dates','to_day','Last day, inclusive; empty when open or unknown');
INSERT INTO "data_dictionary" VALUES('dates','duration','ISO 8601, such as P93Y; durations only');
INSERT INTO "data_dictionary" VALUES('dates','modifier','approx, before, after, start, mid or end');
INSERT INTO "data_dictionary" VALUES('dates','rule','The rule that found it');
INSERT INTO "data_dictionary" VALUES('dates','confidence','How sure the rule is, 0 to 1');
INSERT INTO "data_dictionary" VALUES('dates','sentence_start','First character of its sentence');
INSERT INTO "data_dictionary" VALUES('dates','sentence_end','Character after its sentence');
INSERT INTO "data_dictionary" VALUES('dates','sentence','The sentence that it stands in');
INSERT INTO "data_dictionary" VALUES('figures','','Every number that counts or measures something');
INSERT INTO "data_dictionary" VALUES('figures','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('figures','document_id','The document that it stands in');
INSERT INTO "data_dictionary" VALUES('figures','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('figures','code','Id within the document: f1, f2 …');
INSERT INTO "data_dictionary" VALUES('figures','start','First character, counted from 0 in documents.text');
INSERT INTO "data_dictionary" VALUES('figures','end','Character after the last one');
INSERT INTO "data_dictionary" VALUES('figures','text','The words as they stand in the text');
INSERT INTO "data_dictionary" VALUES('figures','value','The number, scale applied; a percentage as 15.4');
INSERT INTO "data_dictionary" VALUES('figures','value_max','High end of a range');
INSERT INTO "data_dictionary" VALUES('figures','modifier','approx, less_than, more_than, at_least or at_most');
INSERT INTO "data_dictionary" VALUES('figures','unit','person, organisation, enterprise, percent, VND, item, event …');
INSERT INTO "data_dictionary" VALUES('figures','counted','What is counted, as written');
INSERT INTO "data_dictionary" VALUES('figures','indicator','Statistical indicator; empty where none fits');
INSERT INTO "data_dictionary" VALUES('figures','status','actual, target or condition');
INSERT INTO "data_dictionary" VALUES('figures','per','Rate: year, month, person …');
INSERT INTO "data_dictionary" VALUES('figures','period_from','First day that the figure holds for');
INSERT INTO "data_dictionary" VALUES('figures','period_to','Last day, inclusive');
INSERT INTO "data_dictionary" VALUES('figures','place','Administrative area, without its class word');
INSERT INTO "data_dictionary" VALUES('figures','actor','Who did it or whose it is, as written');
INSERT INTO "data_dictionary" VALUES('figures','part_of','Code of the figure that this one is a stated part of');
INSERT INTO "data_dictionary" VALUES('figures','is_share','True for a percentage or x/y of something');
INSERT INTO "data_dictionary" VALUES('figures','numerator','Share: code of the figure above the line');
INSERT INTO "data_dictionary" VALUES('figures','denominator','Share: code of the figure below the line');
INSERT INTO "data_dictionary" VALUES('figures','denominator_value','Share: the number below the line, as in 8/17');
INSERT INTO "data_dictionary" VALUES('figures','rule','The rule that found it');
INSERT INTO "data_dictionary" VALUES('figures','confidence','How sure the rule is, 0 to 1');
INSERT INTO "data_dictionary" VALUES('figures','sentence_start','First character of its sentence');
INSERT INTO "data_dictionary" VALUES('figures','sentence_end','Character after its sentence');
INSERT INTO "data_dictionary" VALUES('figures','sentence','The sentence that it stands in');
INSERT INTO "data_dictionary" VALUES('files','','Where each document lies; one document may lie in several places');
INSERT INTO "data_dictionary" VALUES('files','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('files','folder','The folder that was read, as an absolute path');
INSERT INTO "data_dictionary" VALUES('files','path','Path below it');
INSERT INTO "data_dictionary" VALUES('files','document_id','The document that the file holds');
INSERT INTO "data_dictionary" VALUES('files','container','Path of the archive, message or feed that it lies in; empty for a file');
INSERT INTO "data_dictionary" VALUES('files','removed','UTC, ISO 8601, when the file was found to be gone; empty while it is there');
INSERT INTO "data_dictionary" VALUES('organisations','','One row an organisation and document');
INSERT INTO "data_dictionary" VALUES('organisations','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('organisations','document_id','The document that it stands in');
INSERT INTO "data_dictionary" VALUES('organisations','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('organisations','name','Fullest form in the document');
INSERT INTO "data_dictionary" VALUES('organisations','type','party, union, government, enterprise …');
INSERT INTO "data_dictionary" VALUES('organisations','rule','The rule that found it');
INSERT INTO "data_dictionary" VALUES('organisations','confidence','How sure the rule is, 0 to 1');
INSERT INTO "data_dictionary" VALUES('organisations','sentence_start','First character of its sentence');
INSERT INTO "data_dictionary" VALUES('organisations','sentence_end','Character after its sentence');
INSERT INTO "data_dictionary" VALUES('people','','One row a person and document');
INSERT INTO "data_dictionary" VALUES('people','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('people','document_id','The document that it stands in');
INSERT INTO "data_dictionary" VALUES('people','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('people','name','Name alone, without title');
INSERT INTO "data_dictionary" VALUES('people','rule','The rule that found it');
INSERT INTO "data_dictionary" VALUES('people','confidence','How sure the rule is, 0 to 1');
INSERT INTO "data_dictionary" VALUES('people','sentence_start','First character of its sentence');
INSERT INTO "data_dictionary" VALUES('people','sentence_end','Character after its sentence');
INSERT INTO "data_dictionary" VALUES('recipients','','Addressees of a letter');
INSERT INTO "data_dictionary" VALUES('recipients','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('recipients','document_id','The document that it stands in');
INSERT INTO "data_dictionary" VALUES('recipients','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('recipients','name','Addressee');
INSERT INTO "data_dictionary" VALUES('warnings','','What does not add up within a document');
INSERT INTO "data_dictionary" VALUES('warnings','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('warnings','document_id','The document that it stands in');
INSERT INTO "data_dictionary" VALUES('warnings','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('warnings','code','Stable code');
INSERT INTO "data_dictionary" VALUES('warnings','message','What a person should look at');
INSERT INTO "data_dictionary" VALUES('warnings','figures','Codes of the figures concerned, separated by spaces');
INSERT INTO "data_dictionary" VALUES('zones','','Parts of a document');
INSERT INTO "data_dictionary" VALUES('zones','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('zones','document_id','The document that it stands in');
INSERT INTO "data_dictionary" VALUES('zones','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('zones','kind','title, lead, caption, byline, source, letterhead, boilerplate …');
INSERT INTO "data_dictionary" VALUES('zones','start','First character, counted from 0 in documents.text');
INSERT INTO "data_dictionary" VALUES('zones','end','Character after the last one');
INSERT INTO "data_dictionary" VALUES('organisation_mentions','','Every place where an organisation is named');
INSERT INTO "data_dictionary" VALUES('organisation_mentions','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('organisation_mentions','organisation_id','Which one is meant');
INSERT INTO "data_dictionary" VALUES('organisation_mentions','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('organisation_mentions','start','First character, counted from 0 in documents.text');
INSERT INTO "data_dictionary" VALUES('organisation_mentions','end','Character after the last one');
INSERT INTO "data_dictionary" VALUES('organisation_mentions','text','The words as they stand in the text');
INSERT INTO "data_dictionary" VALUES('person_mentions','','Every place where a person is named');
INSERT INTO "data_dictionary" VALUES('person_mentions','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('person_mentions','person_id','Who is meant');
INSERT INTO "data_dictionary" VALUES('person_mentions','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('person_mentions','start','First character, counted from 0 in documents.text');
INSERT INTO "data_dictionary" VALUES('person_mentions','end','Character after the last one');
INSERT INTO "data_dictionary" VALUES('person_mentions','text','The words as they stand in the text');
INSERT INTO "data_dictionary" VALUES('roles','','Titles that a document gives a person');
INSERT INTO "data_dictionary" VALUES('roles','id','Number of the row');
INSERT INTO "data_dictionary" VALUES('roles','person_id','Who holds it');
INSERT INTO "data_dictionary" VALUES('roles','position','Place in the record''s list, from 0');
INSERT INTO "data_dictionary" VALUES('roles','title','Title as written');
INSERT INTO "data_dictionary" VALUES('roles','organisation','Body that it is held in, as written');
INSERT INTO "data_dictionary" VALUES('v_figures','','Every figure with its document and sentence');
INSERT INTO "data_dictionary" VALUES('v_indicators','','Each indicator: how many figures, in how many documents; shares and parts of a whole are counted apart');
INSERT INTO "data_dictionary" VALUES('v_people','','Every title of every person with its document; one row with an empty title where none is given');
INSERT INTO "data_dictionary" VALUES('v_person_mentions','','Every place where a person is named, with the words around it');
INSERT INTO "data_dictionary" VALUES('v_organisation_mentions','','Every place where an organisation is named, with the words around it');
INSERT INTO "data_dictionary" VALUES('v_dates','','Every date with its document and sentence');
CREATE TABLE dates (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	from_day DATE, 
	to_day DATE, 
	duration VARCHAR, 
	modifier VARCHAR, 
	rule VARCHAR, 
	confidence FLOAT, 
	sentence_start INTEGER, 
	sentence_end INTEGER, 
	sentence TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "dates" VALUES(1,1,0,41,54,'Sáng 3/2/2024','date','2024-02-03','2024-02-03',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "dates" VALUES(2,1,1,166,174,'năm 2023','interval','2023-01-01','2023-12-31',NULL,'end','y',NULL,41,60,'Sáng 3/2/2024, Liên');
CREATE TABLE documents (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	path TEXT, 
	sha256 VARCHAR(64) NOT NULL, 
	kind VARCHAR NOT NULL, 
	title TEXT, 
	published_from DATE, 
	published_to DATE, 
	source TEXT, 
	byline TEXT, 
	place TEXT, 
	number TEXT, 
	subject TEXT, 
	issuer TEXT, 
	signatory_name TEXT, 
	signatory_title TEXT, 
	signatory_authority TEXT, 
	text TEXT, 
	format VARCHAR, 
	encoding VARCHAR, 
	size INTEGER, 
	reader VARCHAR, 
	reading_confidence FLOAT, 
	metadata TEXT, 
	extractor_version VARCHAR NOT NULL, 
	run_id INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (sha256), 
	FOREIGN KEY(run_id) REFERENCES runs (id)
);
INSERT INTO "documents" VALUES(1,'hung-yen','2024/hung-yen.txt','abababababababababababababababababababababababababababababababab','news','Hưng Yên: 45 công nhân được kết nạp Đảng','2024-02-03','2024-02-03',NULL,NULL,NULL,NULL,NULL,NULL,'Đỗ Thị Hạnh','Phó Chủ tịch','TM. BAN THƯỜNG VỤ','Hưng Yên: 45 công nhân được kết nạp Đảng
Sáng 3/2/2024, Liên đoàn Lao động tỉnh tổ chức hội nghị tổng kết. Theo bà Đỗ Thị Hạnh, Phó Chủ tịch Liên đoàn Lao động tỉnh, năm 2023 các cấp công đoàn giới thiệu 120 đoàn viên ưu tú, trong đó 45 người (37,5%) được kết nạp
','text','utf-8',350,NULL,NULL,NULL,'0.1.0',1);
CREATE TABLE failures (
	id INTEGER NOT NULL, 
	folder TEXT NOT NULL, 
	path TEXT NOT NULL, 
	sha256 VARCHAR(64), 
	code VARCHAR NOT NULL, 
	what TEXT NOT NULL, 
	remedy TEXT NOT NULL, 
	extractor_version VARCHAR NOT NULL, 
	run_id INTEGER, 
	container TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (folder, path), 
	FOREIGN KEY(run_id) REFERENCES runs (id)
);
INSERT INTO "failures" VALUES(1,'/archive','empty.txt','efefefefefefefefefefefefefefefefefefefefefefefefefefefefefefefef','D002','Is empty.','Save the document again; it holds no text.','0.1.0',1,NULL);
CREATE TABLE feeds (
	address TEXT NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	fetched VARCHAR NOT NULL, 
	PRIMARY KEY (address)
);
CREATE TABLE figures (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	value NUMERIC NOT NULL, 
	value_max NUMERIC, 
	modifier VARCHAR, 
	unit VARCHAR NOT NULL, 
	counted TEXT, 
	indicator VARCHAR, 
	status VARCHAR NOT NULL, 
	per VARCHAR, 
	period_from DATE, 
	period_to DATE, 
	place TEXT, 
	actor TEXT, 
	part_of VARCHAR, 
	is_share BOOLEAN NOT NULL, 
	numerator VARCHAR, 
	denominator VARCHAR, 
	denominator_value NUMERIC, 
	rule VARCHAR, 
	confidence FLOAT, 
	sentence_start INTEGER, 
	sentence_end INTEGER, 
	sentence TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (document_id, code), 
	FOREIGN KEY(document_id, part_of) REFERENCES figures (document_id, code) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(document_id, numerator) REFERENCES figures (document_id, code) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(document_id, denominator) REFERENCES figures (document_id, code) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "figures" VALUES(1,1,0,'f1',10,12,'45',45,NULL,NULL,'person',NULL,'admitted','actual',NULL,'2023-01-01','2023-12-31','Hưng Yên','các cấp công đoàn',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "figures" VALUES(2,1,1,'f2',204,207,'120',120,NULL,NULL,'person','đoàn viên ưu tú','nominated','actual',NULL,'2023-01-01','2023-12-31','Hưng Yên','các cấp công đoàn',NULL,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "figures" VALUES(3,1,2,'f3',234,236,'45',45,NULL,NULL,'person',NULL,'admitted','actual',NULL,'2023-01-01','2023-12-31','Hưng Yên','các cấp công đoàn','f2',0,NULL,NULL,NULL,'passive',0.5,41,264,'Sáng 3/2/2024, Liên đoàn Lao động tỉnh tổ chức hội nghị tổng kết. Theo bà Đỗ Thị Hạnh, Phó Chủ tịch Liên đoàn Lao động tỉnh, năm 2023 các cấp công đoàn giới thiệu 120 đoàn viên ưu tú, trong đó 45 người (37,5%) được kết nạp');
INSERT INTO "figures" VALUES(4,1,3,'f4',244,249,'37,5%',37.5,40,'approx','percent',NULL,'admitted','actual','year','2023-01-01','2023-12-31','Hưng Yên','các cấp công đoàn',NULL,1,'f3','f2',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE files (
	id INTEGER NOT NULL, 
	folder TEXT NOT NULL, 
	path TEXT NOT NULL, 
	document_id INTEGER NOT NULL, 
	container TEXT, 
	removed VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (folder, path), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "files" VALUES(1,'/archive','2024/hung-yen.txt',1,NULL,NULL);
INSERT INTO "files" VALUES(2,'/archive','copy.txt',1,NULL,NULL);
CREATE TABLE organisation_mentions (
	id INTEGER NOT NULL, 
	organisation_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(organisation_id) REFERENCES organisations (id) ON DELETE CASCADE
);
INSERT INTO "organisation_mentions" VALUES(1,1,0,56,79,'Liên đoàn Lao động tỉnh');
INSERT INTO "organisation_mentions" VALUES(2,1,1,141,164,'Liên đoàn Lao động tỉnh');
CREATE TABLE organisations (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	type VARCHAR NOT NULL, 
	rule VARCHAR, 
	confidence FLOAT, 
	sentence_start INTEGER, 
	sentence_end INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "organisations" VALUES(1,1,0,'Liên đoàn Lao động tỉnh','union',NULL,NULL,NULL,NULL);
CREATE TABLE people (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	rule VARCHAR, 
	confidence FLOAT, 
	sentence_start INTEGER, 
	sentence_end INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "people" VALUES(1,1,0,'Đỗ Thị Hạnh','honorific',0.9,41,264);
CREATE TABLE person_mentions (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
INSERT INTO "person_mentions" VALUES(1,1,0,115,126,'Đỗ Thị Hạnh');
CREATE TABLE recipients (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "recipients" VALUES(1,1,0,'Tỉnh ủy');
INSERT INTO "recipients" VALUES(2,1,1,'Tổng Liên đoàn');
CREATE TABLE roles (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	organisation TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);
INSERT INTO "roles" VALUES(1,1,0,'Phó Chủ tịch','Liên đoàn Lao động tỉnh');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	folder TEXT NOT NULL, 
	extractor_version VARCHAR NOT NULL, 
	started VARCHAR NOT NULL, 
	finished VARCHAR, 
	seen INTEGER, 
	stored INTEGER, 
	unchanged INTEGER, 
	failed INTEGER, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'/archive','0.1.0','2026-11-20T15:53:16+00:00','2026-11-20T15:53:16+00:00',3,2,0,1);
CREATE TABLE versions (
	id INTEGER NOT NULL, 
	folder TEXT NOT NULL, 
	path TEXT NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	record TEXT NOT NULL, 
	extractor_version VARCHAR NOT NULL, 
	replaced VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE warnings (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	message TEXT NOT NULL, 
	figures TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "warnings" VALUES(1,1,0,'W001','parts do not sum up','f2 f3');
CREATE TABLE zones (
	id INTEGER NOT NULL, 
	document_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);
INSERT INTO "zones" VALUES(1,1,0,'title',0,40);
INSERT INTO "zones" VALUES(2,1,1,'body',41,264);
CREATE INDEX ix_failures_code ON failures (code);
CREATE INDEX ix_documents_kind ON documents (kind);
CREATE INDEX ix_documents_published_from ON documents (published_from);
CREATE INDEX ix_files_document_id ON files (document_id);
CREATE INDEX ix_recipients_document_id ON recipients (document_id);
CREATE INDEX ix_zones_document_id ON zones (document_id);
CREATE INDEX ix_people_document_id ON people (document_id);
CREATE INDEX ix_people_name ON people (name);
CREATE INDEX ix_organisations_name ON organisations (name);
CREATE INDEX ix_organisations_document_id ON organisations (document_id);
CREATE INDEX ix_dates_document_id ON dates (document_id);
CREATE INDEX ix_dates_from_day ON dates (from_day);
CREATE INDEX ix_figures_indicator ON figures (indicator);
CREATE INDEX ix_figures_indicator_place_period ON figures (indicator, place, period_from);
CREATE INDEX ix_figures_document_id ON figures (document_id);
CREATE INDEX ix_figures_place ON figures (place);
CREATE INDEX ix_warnings_document_id ON warnings (document_id);
CREATE INDEX ix_roles_person_id ON roles (person_id);
CREATE INDEX ix_person_mentions_person_id ON person_mentions (person_id);
CREATE INDEX ix_organisation_mentions_organisation_id ON organisation_mentions (organisation_id);
CREATE VIEW v_figures AS SELECT d.id AS document_id, d.path, d.title, d.subject, d.published_from AS published, f.code, f.indicator, f.value, f.value_max, f.modifier, f.unit, f.counted, f.status,
               f.per, f.period_from, f.period_to, f.place, f.actor, f.part_of, f.is_share, f.text, f.sentence,
               f.confidence
            FROM figures f JOIN documents d ON d.id = f.document_id;
CREATE VIEW v_indicators AS SELECT indicator, unit, status, count(*) AS figures, count(DISTINCT document_id) AS documents,
               sum(CASE WHEN part_of IS NOT NULL THEN 1 ELSE 0 END) AS parts_of_others
            FROM figures GROUP BY indicator, unit, status;
CREATE VIEW v_people AS SELECT d.id AS document_id, d.path, d.title, d.subject, d.published_from AS published, p.name, r.title AS role, r.organisation,
               (SELECT count(*) FROM person_mentions m WHERE m.person_id = p.id) AS mentions
            FROM people p JOIN documents d ON d.id = p.document_id LEFT JOIN roles r ON r.person_id = p.id;
CREATE VIEW v_person_mentions AS SELECT d.id AS document_id, d.path, d.title, d.subject, d.published_from AS published, p.name, m.text, m.start, m."end", substr(d.text, CASE WHEN m.start > 80 THEN m.start - 80 ELSE 0 END + 1, m."end" + 80 - (CASE WHEN m.start > 80 THEN m.start - 80 ELSE 0 END)) AS context
            FROM person_mentions m JOIN people p ON p.id = m.person_id JOIN documents d ON d.id = p.document_id;
CREATE VIEW v_organisation_mentions AS SELECT d.id AS document_id, d.path, d.title, d.subject, d.published_from AS published, o.name, o.type, m.text, m.start, m."end", substr(d.text, CASE WHEN m.start > 80 THEN m.start - 80 ELSE 0 END + 1, m."end" + 80 - (CASE WHEN m.start > 80 THEN m.start - 80 ELSE 0 END)) AS context
            FROM organisation_mentions m JOIN organisations o ON o.id = m.organisation_id
            JOIN documents d ON d.id = o.document_id;
CREATE VIEW v_dates AS SELECT d.id AS document_id, d.path, d.title, d.subject, d.published_from AS published, t.text, t.kind, t.from_day, t.to_day, t.duration, t.modifier, t.sentence
            FROM dates t JOIN documents d ON d.id = t.document_id;
COMMIT;

// Every test of the gateway in one process, so that one chain is started for all: ./dev test gateway
import './sessions.test.mjs'
import './calls.test.mjs'
import './directory.test.mjs'
import './answers.test.mjs'
import './audit.test.mjs'
import './pds.test.mjs'
import './load.test.mjs'
import './start.test.mjs'

//! A token of the host: what stands in `Authorization`, in memory only, and until when.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

/// How long before its end a token is renewed, in seconds.
const BEFORE_THE_END: i64 = 60;

/// A bearer token. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: String,
    /// Seconds since 1970; none where nobody said.
    expires_at: Option<i64>,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Token(until {:?})", self.expires_at)
    }
}

impl Token {
    /// Reads the answer of the host: `{token, expiresAt}`, where a JWT says by itself when it ends. No token is no answer.
    pub fn read(payload: &Value) -> Option<Self> {
        let text = payload.get("token")?.as_str()?;
        // What may stand in the header (RFC 6750), so that no host can write another header with it.
        let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if text.is_empty() || !text.bytes().all(is_token) {
            return None;
        }
        let told = payload.get("expiresAt").and_then(Value::as_f64).map(|seconds| seconds as i64);
        Some(Self { text: text.to_owned(), expires_at: told.or_else(|| exp(text)) })
    }

    /// The value of `Authorization`.
    pub fn authorization(&self) -> String {
        format!("Bearer {}", self.text)
    }

    /// Whether it ends within a minute; never where nobody knows when.
    pub fn is_due(&self, now: i64) -> bool {
        self.expires_at.is_some_and(|end| end - now <= BEFORE_THE_END)
    }
}

/// `exp` of a JWT.
fn exp(token: &str) -> Option<i64> {
    let claims = token.split('.').nth(1)?;
    let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()?;
    claims.get("exp")?.as_f64().map(|seconds| seconds as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_795_230_000;

    // proves: EM-14
    #[test]
    fn a_token_is_renewed_a_minute_before_its_end() {
        let jwt = |claims: Value| format!("e30.{}.x", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let due = |payload: Value, after: i64| Token::read(&payload).unwrap().is_due(NOW + after);
        for payload in [
            json!({ "token": jwt(json!({ "exp": NOW + 300 })) }),
            json!({ "token": "opaque", "expiresAt": NOW + 300 }),
        ] {
            assert!(!due(payload.clone(), 239) && due(payload.clone(), 240) && due(payload, 900));
        }
        assert!(!due(json!({ "token": "opaque" }), 90_000), "nobody knows when it ends");
        assert!(!due(json!({ "token": jwt(json!({ "sub": "u" })) }), 90_000));
    }

    // proves: EM-14
    #[test]
    fn what_is_no_token_is_none_and_none_is_ever_shown() {
        for payload in [
            json!({}),
            json!({ "token": "" }),
            json!({ "token": 7 }),
            json!({ "token": "a b" }),
            json!({ "token": "a\r\nX-Other: b" }),
        ] {
            assert_eq!(Token::read(&payload), None, "{payload}");
        }
        let token = Token::read(&json!({ "token": "abc.def" })).unwrap();
        assert_eq!(token.authorization(), "Bearer abc.def");
        assert!(!format!("{token:?}").contains("abc"));
    }
}

//! On whose behalf the app asks: the organisation and the person signed in.

/// On whose behalf calls are made (audit token claims, foundations digest 1.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// `Ssp-From`: ASID of this system at the user's organisation.
    pub asid: String,
    /// `iss`: the consumer's address.
    pub issuer: String,
    /// The organisation that the user works for.
    pub organisation: Organisation,
    /// The person signed in; generic users are forbidden.
    pub user: User,
    /// The device's local name.
    pub device: String,
}

/// The requesting organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// ODS code.
    pub ods: String,
    /// Name.
    pub name: String,
    /// Its type, such as `urgent-care` or `community-pharmacy`; [`Organisation::booking_type`] is what is sent.
    pub kind: Option<String>,
    /// Telephone for the practice to ring back; needed to book (APT-18).
    pub phone: Option<String>,
}

impl Organisation {
    /// The type as slot searches and bookings know it: `gp-practice` or `urgent-care`; none for any other.
    pub fn booking_type(&self) -> Option<&str> {
        self.kind.as_deref().filter(|kind| ["gp-practice", "urgent-care"].contains(kind))
    }
}

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Local user id.
    pub id: String,
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Title.
    pub prefix: String,
    /// Role in words, for the screen.
    pub role: String,
    /// SDS user id, `UNK` without a smartcard.
    pub sds_user_id: String,
    /// SDS role profile id, `UNK` without a smartcard.
    pub sds_role_profile_id: String,
    /// SDS job role code for the 0.x token, `UNK` when not known.
    pub job_role: String,
}

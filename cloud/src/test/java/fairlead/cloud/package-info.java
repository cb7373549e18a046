/** Tests of the cloud as a value: requests in, facts and replies out, on time that tests move. */
@NullMarked
package fairlead.cloud;

import org.jspecify.annotations.NullMarked;
